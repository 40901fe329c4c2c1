import type { Citation } from '@belay/contract/desk/conversation';
import type { PlaygroundEvent, PlaygroundRecall } from '@belay/contract/desk/model';

/** One answer of the playground, from the question until it is whole. */
export interface Answer {
  phase: 'recalling' | 'answering' | 'done' | 'failed' | 'stopped';
  text: string;
  /** null: not told yet */
  recalled: PlaygroundRecall[] | null;
  citations: Citation[];
  grounded: boolean;
  answerer: 'built_in' | 'model' | null;
  handOver: { reason: string; detail: string | null } | null;
  durationMs: number | null;
  /** why it failed, in words */
  problem: string | null;
}

export const newAnswer: Answer = {
  phase: 'recalling',
  text: '',
  recalled: null,
  citations: [],
  grounded: true,
  answerer: null,
  handOver: null,
  durationMs: null,
  problem: null,
};

/** The answer after one event of the stream. What comes after its end changes nothing. */
export function applyEvent(answer: Answer, event: PlaygroundEvent): Answer {
  if (hasEnded(answer)) return answer;
  switch (event.kind) {
    case 'recalled':
      return { ...answer, phase: 'answering', recalled: event.items };
    case 'draft':
      return { ...answer, phase: 'answering', text: joined(answer.text, event.text) };
    case 'answer':
      return {
        ...answer,
        phase: 'done',
        text: event.text,
        citations: event.citations,
        grounded: event.grounded,
        answerer: event.answerer,
        handOver: event.hand_over,
        durationMs: event.duration_ms,
      };
    case 'failed':
      return { ...answer, phase: 'failed', problem: event.message };
    default:
      // a newer server may tell more
      return answer;
  }
}

export function hasEnded({ phase }: Answer): boolean {
  return phase === 'done' || phase === 'failed' || phase === 'stopped';
}

/** Sentences come one by one; each begins where the last one ended. */
function joined(before: string, next: string): string {
  return before === '' || /\s$/.test(before) || /^\s/.test(next)
    ? before + next
    : `${before} ${next}`;
}
