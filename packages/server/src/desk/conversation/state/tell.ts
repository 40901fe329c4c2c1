import type { DraftCancelled } from '@belay/contract/desk/stream';
import { publicId } from '../../../memory/ids.ts';
import type { DeskNews } from '../../live/desk-feed.ts';
import { recordNews } from '../../live/record-news.ts';
import { mirrorChange } from '../../slack/notify/mirror-change.ts';
import { conversationView } from '../views/conversation-views.ts';
import { fileViews, messageView } from '../views/message-views.ts';
import { readMessages } from '../views/read-messages.ts';
import { widgetConversation } from '../views/widget-conversations.ts';
import { widgetMessage } from '../views/widget-messages.ts';
import type { ConversationRow } from './conversation-row.ts';
import type { DeskTx } from './desk-transaction.ts';
import { firstName } from './first-name.ts';
import { needStanding, type Standing } from './standing.ts';

export interface Told {
  /** uuids of messages that were written or changed */
  messages?: readonly string[];
  /** what the agent was about to say is no longer true, or is said: its turn and all before */
  cancelled?: { turn: number; reason: DraftCancelled['reason']; name?: string };
  /** operators alone are told of the conversation, e.g. of a mention */
  onlyOperators?: boolean;
  /** uuid of the card in Slack on which somebody pressed a button */
  card?: string | undefined;
}

/**
 * Records what a verb did for operators and for the visitor, in its transaction: cancelled drafts,
 * messages, then how the conversation stands. Answers with that.
 */
export async function tell(
  { ctx, db, now }: DeskTx,
  { tenant, id, visitor }: Pick<ConversationRow, 'tenant' | 'id' | 'visitor'>,
  { messages = [], cancelled, onlyOperators = false, card }: Told = {},
): Promise<Standing> {
  const standing = await needStanding(db, tenant, id);
  const place = { tenant, conversation: id, visitor };
  const news: DeskNews[] = [];
  const isDone = cancelled?.reason === 'done';
  const cancel = () => {
    if (cancelled) news.push({ ...place, ...cancelledNews(id, cancelled) });
  };
  // what was said takes its draft's place; what wasn't goes before anything takes it
  if (!isDone) cancel();
  const conversation_id = publicId('cnv', id);
  const rows = messages.length > 0 ? await readMessages(db, place, { ids: messages }, false) : [];
  if (rows.length > 0) {
    const files = await fileViews(ctx, db, tenant, rows);
    for (const row of rows) {
      const some = files.get(row.id) ?? [];
      const shown = widgetMessage(row, some);
      news.push({
        ...place,
        forOperators: { kind: 'message', conversation_id, message: messageView(row, some) },
        forVisitor: shown ? { kind: 'message', conversation_id, message: shown } : null,
      });
    }
  }
  if (isDone) cancel();
  news.push({
    ...place,
    forOperators: { kind: 'conversation', conversation: conversationView(standing) },
    forVisitor: onlyOperators
      ? null
      : { kind: 'conversation', conversation: widgetConversation(standing) },
  });
  await recordNews(db, news);
  await mirrorChange({ db, now }, standing, { messages: rows, card });
  return standing;
}

function cancelledNews(
  conversation: string,
  { turn, reason, name }: NonNullable<Told['cancelled']>,
): Pick<DeskNews, 'forOperators' | 'forVisitor'> {
  const event: DraftCancelled = {
    kind: 'draft_cancelled',
    conversation_id: publicId('cnv', conversation),
    turn,
    reason,
    name: name ?? null,
  };
  return {
    forOperators: event,
    forVisitor: { ...event, name: name === undefined ? null : firstName(name) },
  };
}
