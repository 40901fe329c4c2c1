import type { ActionRunView } from '@belay/contract/desk/action';
import type { Tone } from '../../ui/state-badge.tsx';

/** How a run ended, in words. */
export function runLook({ state, status }: Pick<ActionRunView, 'state' | 'status'>): {
  tone: Tone;
  word: string;
} {
  const by = status === null ? '' : ` (${status})`;
  switch (state) {
    case 'running':
      return { tone: 'busy', word: 'Running' };
    case 'done':
      return { tone: 'ok', word: `Worked${by}` };
    case 'failed':
      return { tone: 'bad', word: `Failed${by}` };
    case 'unknown':
      return { tone: 'warn', word: 'Nobody knows how it ended' };
  }
}
