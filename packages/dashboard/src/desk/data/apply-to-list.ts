import type { ConversationsPage, ConversationView } from '@belay/contract/desk/conversation';
import type { DeskEvent } from '@belay/contract/desk/stream';
import { applyMark } from './apply-to-detail.ts';
import type { ListFilter } from './desk-queries.ts';
import { newerConversation } from './newer.ts';
import { inOrder, standsIn } from './queue-order.ts';

/** A list after an event: rows change, come, go and move as they would if it were read anew. Pure. */
export function applyToList(
  pages: ConversationsPage[],
  event: DeskEvent,
  filter: ListFilter,
  person: string,
): ConversationsPage[] {
  switch (event.kind) {
    case 'conversation':
      return place(pages, event.conversation, filter, person);
    case 'seen':
    case 'online':
      return mapRows(pages, (row) => applyMark(row, event));
    case 'erased':
      return withoutRow(pages, event.conversation_id);
    default:
      return pages;
  }
}

function place(
  pages: ConversationsPage[],
  came: ConversationView,
  filter: ListFilter,
  person: string,
): ConversationsPage[] {
  const known = find(pages, came.id);
  const view = known ? newerConversation(known, came) : came;
  const wanted =
    standsIn(view, filter.queue, person) &&
    (!filter.agent || filter.agent === view.agent.id) &&
    (!filter.visitor || filter.visitor === view.visitor.id);
  // what a search finds only the server knows: rows that it found change, none comes
  if (filter.query) return mapRows(pages, (row) => (row.id === view.id ? view : row));
  const rest = known ? withoutRow(pages, view.id) : pages;
  if (!wanted) return rest;
  const compare = inOrder(filter.queue);
  const page = rest.findIndex(({ items }) => {
    const last = items.at(-1);
    return last !== undefined && compare(view, last) < 0;
  });
  if (page < 0) {
    const last = rest.at(-1);
    // behind all that was read: it comes with its page
    if (!last || last.next_cursor !== null) return rest;
    return rest.with(-1, { ...last, items: [...last.items, view] });
  }
  return rest.map((each, index) => {
    if (index !== page) return each;
    const at = each.items.findIndex((row) => compare(view, row) < 0);
    return { ...each, items: each.items.toSpliced(at, 0, view) };
  });
}

function find(pages: ConversationsPage[], id: string): ConversationView | undefined {
  for (const { items } of pages) {
    const found = items.find((row) => row.id === id);
    if (found) return found;
  }
  return undefined;
}

function withoutRow(pages: ConversationsPage[], id: string): ConversationsPage[] {
  return pages.map((page) =>
    page.items.some((row) => row.id === id)
      ? { ...page, items: page.items.filter((row) => row.id !== id) }
      : page,
  );
}

/** The same objects where nothing changed, so that nothing is drawn again. */
function mapRows(
  pages: ConversationsPage[],
  change: (row: ConversationView) => ConversationView,
): ConversationsPage[] {
  return pages.map((page) => {
    const items = page.items.map(change);
    return items.every((row, index) => row === page.items[index]) ? page : { ...page, items };
  });
}
