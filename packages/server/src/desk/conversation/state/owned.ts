import type { Operator } from '../desk-actor.ts';
import type { Seen } from '../verbs/close-conversation.ts';
import type { Standing } from './standing.ts';

/** SQL: a person has it, it is still what a button showed, and it is the operator's to decide. */
export function ownedBy(first: number): string {
  const [claim, epoch, person, isAdmin] = [0, 1, 2, 3].map((n) => `$${first + n}`);
  return `state = 'human' and (${claim}::uuid is null or claim = ${claim})
    and (${epoch}::int is null or epoch = ${epoch}) and (owner = ${person} or ${isAdmin}::boolean)`;
}

export function ownedValues({ person, isAdmin }: Operator, { claim, epoch }: Seen): unknown[] {
  return [claim ?? null, epoch ?? null, person, isAdmin];
}

/** Why it wasn't theirs to do; who has it is said before. */
export function staleOrTheirs(standing: Standing, seen: Seen, what: string): string {
  if (standing.state !== 'human') return `Only a conversation that a person has can be given away.`;
  const isStale =
    (seen.claim !== undefined && seen.claim !== standing.claim) ||
    (seen.epoch !== undefined && seen.epoch !== standing.epoch);
  return isStale
    ? 'It changed since this button was shown: look again.'
    : `Only they or an admin can ${what}.`;
}
