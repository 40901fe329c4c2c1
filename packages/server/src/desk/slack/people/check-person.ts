import type { Context } from '../../../context.ts';
import { posterOf } from '../outbox/poster-of.ts';
import { settlePerson } from './settle-person.ts';
import type { SlackPlace } from './slack-place.ts';

/** Who clicked waits for it, and Slack gives a click 3 s. */
const waitMs = 2_000;

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
    const outcome = await poster.member(userId, signal);
    if (outcome.kind === 'done') {
      await settlePerson(ctx, place, outcome.value);
      return 'checked';
    }
    if (outcome.kind !== 'gone' || outcome.reason !== 'person') return 'unreachable';
    // whom Slack hides from us is none of ours
    await settlePerson(ctx, place, {
      ...{ id: userId, name: userId, isBot: false, isDeleted: false, isGuest: false },
      ...{ isStranger: true, isConfirmed: false },
    });
    return 'checked';
  } catch (error) {
    if (ctx.stopping.aborted) throw error;
    ctx.log.warn({ err: error }, 'Slack could not be asked who somebody is');
    return 'unreachable';
  }
}
