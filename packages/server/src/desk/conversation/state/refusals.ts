import { BelayError } from '@belay/contract/error';
import { publicId } from '../../../memory/ids.ts';
import type { Standing } from './standing.ts';

/** Who has it now, for a person who wants to do something with it. */
export function whoHasIt(standing: Standing, me?: string): string {
  switch (standing.state) {
    case 'agent':
      return `${standing.agent_name} answers here, nobody of the team.`;
    case 'waiting':
      return 'It waits for a person.';
    case 'human':
      return standing.owner === me
        ? 'You have this conversation.'
        : `${standing.owner_name ?? 'A colleague'} has this conversation.`;
    case 'closed':
      return 'It is closed.';
  }
}

/** A lost verb: the sentence begins with who has it, the details let a page redraw itself. */
export function refused(standing: Standing, me: string | undefined, next: string): BelayError {
  return new BelayError('CONFLICT', `${whoHasIt(standing, me)} ${next}`, {
    state: standing.state,
    epoch: standing.epoch,
    owner:
      standing.owner === null
        ? null
        : { id: standing.owner, name: standing.owner_name ?? 'A colleague' },
    claim: standing.claim === null ? null : publicId('clm', standing.claim),
  });
}

/** The agent is paused or private: it can't be given a conversation. */
export function refusedAsPaused(standing: Standing, me: string | undefined): BelayError {
  return refused(
    standing,
    me,
    `${standing.agent_name} is paused or private and can’t go on with it: close it, or leave it to a colleague.`,
  );
}
