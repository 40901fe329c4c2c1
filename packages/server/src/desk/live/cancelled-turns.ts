import type { DeskEvent, WidgetEvent } from '@belay/contract/desk/stream';

const most = 5_000;

/** Turns whose drafts are told no more (TKO-3): of each conversation the last that was cancelled. */
export function createCancelledTurns(): {
  note(event: DeskEvent | WidgetEvent | null): void;
  /** whether it is a draft of a turn that is over */
  has(event: DeskEvent | WidgetEvent | null): boolean;
} {
  /** the latest last */
  const turns = new Map<string, number>();
  return {
    note(event) {
      // the same turn is tried once more
      if (event?.kind !== 'draft_cancelled' || event.reason === 'retry') return;
      const { conversation_id: id, turn } = event;
      const known = turns.get(id) ?? -1;
      turns.delete(id);
      turns.set(id, Math.max(known, turn));
      const [oldest] = turns.keys();
      if (turns.size > most && oldest !== undefined) turns.delete(oldest);
    },
    has: (event) =>
      event?.kind === 'draft' && event.turn <= (turns.get(event.conversation_id) ?? -1),
  };
}
