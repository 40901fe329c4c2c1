import type { DeskEvent, DraftCancelled } from '@belay/contract/desk/stream';

/** What is of the moment in one conversation: kept nowhere, gone by itself. */
export interface Moment {
  /** what the AI is saying right now */
  draft: { turn: number; attempt: number; parts: string[] } | null;
  /** the last turn whose draft is no longer true */
  cancelled: number;
  /** who types, until when (ms) */
  typing: { visitor: number; operators: Record<string, number> };
  /** why the last draft went away */
  lastCancel: Pick<DraftCancelled, 'reason' | 'name'> | null;
}

export const quiet: Moment = {
  draft: null,
  cancelled: -1,
  typing: { visitor: 0, operators: {} },
  lastCancel: null,
};

/** ms for which a word that somebody types stands. */
const typingMs = 6_000;

/** A conversation's moment after an event of that conversation. Pure. */
export function applyToMoment(moment: Moment, event: DeskEvent, now: number): Moment {
  switch (event.kind) {
    case 'draft':
      return withDraft(moment, event);
    case 'draft_cancelled':
      return {
        ...moment,
        cancelled: Math.max(moment.cancelled, event.reason === 'retry' ? -1 : event.turn),
        draft: moment.draft && moment.draft.turn <= event.turn ? null : moment.draft,
        lastCancel: { reason: event.reason, name: event.name },
      };
    case 'typing': {
      const until = now + typingMs;
      const { typing } = moment;
      return {
        ...moment,
        typing:
          event.author === 'visitor'
            ? { ...typing, visitor: until }
            : { ...typing, operators: { ...typing.operators, [event.name ?? '']: until } },
      };
    }
    case 'message': {
      const { author, kind, turn } = event.message;
      const { typing } = moment;
      if (author.kind === 'visitor') return { ...moment, typing: { ...typing, visitor: 0 } };
      if (author.kind === 'operator')
        return {
          ...moment,
          typing: { ...typing, operators: { ...typing.operators, [author.name ?? '']: 0 } },
        };
      // the words themselves are there: what led to them goes
      const said = author.kind === 'agent' && kind !== 'line' && (moment.draft?.turn ?? -1) <= turn;
      return said
        ? { ...moment, draft: null, cancelled: Math.max(moment.cancelled, turn) }
        : moment;
    }
    default:
      return moment;
  }
}

function withDraft(moment: Moment, event: Extract<DeskEvent, { kind: 'draft' }>): Moment {
  const { turn, attempt, n, text } = event;
  if (turn <= moment.cancelled) return moment;
  const { draft } = moment;
  const older = draft && (turn < draft.turn || (turn === draft.turn && attempt < draft.attempt));
  if (older) return moment;
  const same = draft && draft.turn === turn && draft.attempt === attempt;
  const parts = same ? [...draft.parts] : [];
  parts[n] = text;
  return { ...moment, draft: { turn, attempt, parts } };
}

/** The draft as far as it came: sentences that overtook others wait for them. Pure. */
export function draftText({ draft }: Moment): string | null {
  if (!draft) return null;
  const parts: string[] = [];
  // n may count from 0 or 1
  for (let n = 0; n < draft.parts.length; n += 1) {
    const part = draft.parts[n];
    if (part !== undefined) parts.push(part);
    else if (parts.length > 0) break;
  }
  return parts.length > 0 ? parts.join('') : null;
}
