import type { ApiTokenView } from '@belay/contract/people';
import type { Tone } from '../../ui/state-badge.tsx';

const soonMs = 7 * 86_400_000;

/** Whether a token works, in a word. Pure. */
export function tokenState(
  token: Pick<ApiTokenView, 'expires_at' | 'revoked_at'>,
  now: number,
): { tone: Tone; word: string; works: boolean } {
  if (token.revoked_at !== null) return { tone: 'idle', word: 'Revoked', works: false };
  const left = Date.parse(token.expires_at) - now;
  if (left <= 0) return { tone: 'idle', word: 'Expired', works: false };
  return left < soonMs
    ? { tone: 'warn', word: 'Ends soon', works: true }
    : { tone: 'ok', word: 'Works', works: true };
}
