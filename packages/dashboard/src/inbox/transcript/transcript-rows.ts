import type { MessageView } from '@belay/contract/desk/conversation';

/** What stands in a transcript, from top to bottom. */
export type TranscriptRow =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'message'; key: string; message: MessageView; hasHead: boolean };

/** ms between two messages of one speaker that are read as one. */
const togetherMs = 5 * 60_000;

/**
 * Messages as rows: days between them, the speaker's name above the first of a series. `dayOf` names
 * the viewer's day of an instant. Pure.
 */
export function transcriptRows(
  messages: readonly MessageView[],
  dayOf: (iso: string) => string,
): TranscriptRow[] {
  const rows: TranscriptRow[] = [];
  let before: MessageView | undefined;
  for (const message of messages) {
    const newDay = !before || dayOf(before.created_at) !== dayOf(message.created_at);
    if (newDay)
      rows.push({ kind: 'day', key: `day ${dayOf(message.created_at)}`, at: message.created_at });
    rows.push({
      kind: 'message',
      key: message.id,
      message,
      hasHead: newDay || !before || !goesOn(before, message),
    });
    before = message;
  }
  return rows;
}

function goesOn(before: MessageView, message: MessageView): boolean {
  return (
    before.kind === message.kind &&
    before.author.kind === message.author.kind &&
    before.author.id === message.author.id &&
    Date.parse(message.created_at) - Date.parse(before.created_at) < togetherMs
  );
}

/** The last of our messages that the visitor has read; null: none yet. Pure. */
export function lastSeen(messages: readonly MessageView[], seq: number): string | null {
  const found = messages.findLast(
    (message) =>
      message.seq <= seq &&
      message.kind === 'text' &&
      message.deleted_at === null &&
      (message.author.kind === 'operator' || message.author.kind === 'agent'),
  );
  return found?.id ?? null;
}
