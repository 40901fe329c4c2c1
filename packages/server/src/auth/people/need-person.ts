import { BelayError } from '@belay/contract/error';
import type { Caller } from '../authorize.ts';

/** The person behind a session. What is decided about people is decided by people, not by tokens. */
export function needPerson(caller: Caller): string {
  if (caller.userId !== undefined) return caller.userId;
  throw new BelayError(
    'POLICY_DENIED',
    'A signed-in person has to do this. Open /app/ and sign in; tokens can only read it.',
    { decided_by_tier: 'actor', reason: 'a token is not a person' },
  );
}
