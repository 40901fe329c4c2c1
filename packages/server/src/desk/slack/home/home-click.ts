import { BelayError } from '@belay/contract/error';
import { type CardAction, cardAction, parseButtonValue } from '@belay/slack/cards/button-value';
import type { Interaction } from '@belay/slack/parse/interaction';
import type { Context } from '../../../context.ts';
import { uuidOf } from '../../../memory/ids.ts';
import { setAvailable } from '../../availability/set-available.ts';
import type { Operator } from '../../conversation/desk-actor.ts';
import { readStandings } from '../../conversation/state/standing.ts';
import { handBack } from '../../conversation/verbs/hand-back.ts';
import { takeOver } from '../../conversation/verbs/take-over.ts';
import { refusalOf } from '../hear/click/refuse.ts';
import { isOperator, operatorOfSlack } from '../people/operator-of-slack.ts';
import type { SlackPlace } from '../people/slack-place.ts';
import { askForHome } from './ask-for-home.ts';

const followed: ReadonlySet<unknown> = new Set<CardAction>(['open', 'link_me']);

/**
 * A button of the app's Home: take, hand back, away and back again. The answer is the Home as it
 * stands then: who was too late sees that it is gone.
 */
export async function homeClick(
  ctx: Context,
  place: SlackPlace,
  click: Interaction,
): Promise<void> {
  const userId = click.user.id;
  // links that Slack follows by itself
  if (click.actions.every(({ actionId }) => followed.has(cardAction(actionId)))) return;
  const found = await operatorOfSlack(ctx, { ...place, userId });
  if (isOperator(found))
    try {
      for (const { actionId, value } of click.actions.slice(0, 1))
        await press(ctx, found, actionId, value);
    } catch (error) {
      // lost, stale, or no button of ours: how things stand is what is drawn
      if (!(error instanceof BelayError)) throw error;
    }
  await askForHome(ctx.pool, place, userId, new Date(ctx.now()));
}

async function press(
  ctx: Context,
  operator: Operator,
  actionId: string,
  value: string | undefined,
): Promise<void> {
  const action = cardAction(actionId);
  if (action === 'go_away' || action === 'come_back')
    return setAvailable(ctx, operator, action === 'come_back');
  const made = parseButtonValue(value);
  const conversation = made && uuidIn('cnv', made.conversation);
  if (!made || conversation === undefined) return;
  if (action !== 'take' && action !== 'hand_back') return;
  const claim = made.claim === null ? null : (uuidIn('clm', made.claim) ?? null);
  const shown = { ...made, conversation, claim };
  const [standing] = await readStandings(ctx.pool, operator.tenant, [conversation]);
  if (!standing || refusalOf(action, standing, shown, operator)) return;
  if (action === 'take') await takeOver(ctx, operator, conversation);
  else
    await handBack(ctx, operator, conversation, { claim: claim ?? undefined, epoch: made.epoch });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Of a public id or a plain one. */
function uuidIn(prefix: string, id: string): string | undefined {
  return uuid.test(id) ? id : uuidOf(prefix, id);
}
