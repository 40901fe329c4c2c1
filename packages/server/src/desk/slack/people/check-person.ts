import type { PostOutcome } from '@belay/slack/client/post-outcome';
import type { Member } from '@belay/slack/parse/member';
import type { Context } from '../../../context.ts';
import { posterOf } from '../outbox/poster-of.ts';
import { settlePerson, stored } from './settle-person.ts';
import type { SlackPlace } from './slack-place.ts';

/** Who clicked waits for it, and Slack gives a click 3 s. */
const waitMs = 2_000;

/** Of answers that were older than what was written down meanwhile. */
const mostTries = 3;

/**
 * Asks Slack who somebody is, and writes it down. `unreachable`: it could not be asked; what was
 * known stands.
 */
export async function checkPerson(
  ctx: Context,
  place: SlackPlace,
  userId: string,
): Promise<'checked' | 'unreachable'> {
  const signal = AbortSignal.any([ctx.stopping, AbortSignal.timeout(waitMs)]);
  try {
    const poster = await posterOf(ctx, place);
    for (let tries = 0; tries < mostTries; tries += 1) {
      const { checked_at: asked } = await stored(ctx.pool, place, userId);
      const member = memberOf(userId, await poster.member(userId, signal));
      if (!member) return 'unreachable';
      if (await settlePerson(ctx, place, member, asked)) return 'checked';
    }
    return 'unreachable';
  } catch (error) {
    if (ctx.stopping.aborted) throw error;
    ctx.log.warn({ err: error }, 'Slack could not be asked who somebody is');
    return 'unreachable';
  }
}

function memberOf(userId: string, outcome: PostOutcome<Member>): Member | undefined {
  if (outcome.kind === 'done') return outcome.value;
  if (outcome.kind !== 'gone' || outcome.reason !== 'person') return undefined;
  // whom Slack hides from us is none of ours
  return {
    ...{ id: userId, name: userId, isBot: false, isDeleted: false, isGuest: false },
    ...{ isStranger: true, isConfirmed: false },
  };
}
