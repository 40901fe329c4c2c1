import type { EventItem } from '@belay/contract/read';

/** One experience as something to quote from. */
export interface Passage {
  item: EventItem;
  /** `slack`, `qa`, `document`, `site`, `text`, `desk`, or what its scope says */
  source: string;
  /** a question with its answer: the heading is the question */
  isPair: boolean;
  /** what the words stand under: title, section, a stored question; empty where there is none */
  heading: string;
  body: string;
  /** where it was said, e.g. a channel's name */
  place: string;
  /** ms */
  saidAt: number;
  /** the message that it answers; `isAsker`: by whoever asked */
  parent: { eventId: string; text: string; isAsker: boolean } | null;
}

/** Experiences as passages; those without words are left out. `threads` are uuids of [reply, parent]. */
export function passagesOf(
  events: readonly { item: EventItem }[],
  threads: readonly [string, string][],
): Passage[] {
  const byHex = new Map(events.map(({ item }) => [item.event_id.slice('evt_'.length), item]));
  const parentOf = new Map(
    threads.map(([reply, parent]) => [reply.replaceAll('-', ''), parent.replaceAll('-', '')]),
  );
  return events.flatMap(({ item }) => {
    if (item.modality === 'reactions') return [];
    const { heading, body } = wordsOf(item);
    if (body.trim() === '') return [];
    const parent = byHex.get(parentOf.get(item.event_id.slice('evt_'.length)) ?? '');
    return [
      {
        ...{ item, source: sourceOf(item), isPair: item.modality === 'qa', heading, body },
        place: labelOf(item, 'channel') ?? '',
        saidAt: Date.parse(item.observed_at),
        parent: parent ? parentOfItem(parent, item) : null,
      },
    ];
  });
}

function parentOfItem(parent: EventItem, item: EventItem): Passage['parent'] {
  const isAsker = parent.observed_actor === item.observed_actor;
  return { eventId: parent.event_id, text: textOf(parent), isAsker };
}

/** The innermost `source:` of the scope: a taught document lies below its agent's own scope. */
export function sourceOf({ scope }: Pick<EventItem, 'scope'>): string {
  const sources = scope.split('/').filter((segment) => segment.startsWith('source:'));
  return sources.at(-1)?.slice('source:'.length) ?? 'memory';
}

export function labelOf({ labels }: Pick<EventItem, 'labels'>, name: string): string | undefined {
  return labels.find((label) => label.startsWith(`${name}:`))?.slice(name.length + 1);
}

/** What is taught carries its heading as a first line of its own. */
function wordsOf(item: EventItem): { heading: string; body: string } {
  const text = textOf(item);
  const title = labelOf(item, 'title') ?? '';
  const isTaught = item.labels.includes('desk:knowledge') || item.modality === 'qa';
  const [first = '', ...rest] = text.split('\n');
  if (isTaught && rest.length > 0) return { heading: first.trim(), body: rest.join('\n').trim() };
  return { heading: title, body: text };
}

function textOf({ content }: Pick<EventItem, 'content'>): string {
  const { text, transcript } = (content ?? {}) as { text?: string; transcript?: string };
  return text ?? transcript ?? '';
}
