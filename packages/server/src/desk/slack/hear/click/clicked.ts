import { type CardAction, cardAction } from '@belay/slack/cards/button-value';
import type { Context } from '../../../../context.ts';
import { readStandings } from '../../../conversation/state/standing.ts';
import { homeClick } from '../../home/home-click.ts';
import { languageOf } from '../../people/language-of.ts';
import { isOperator, operatorOfSlack } from '../../people/operator-of-slack.ts';
import type { SlackPlace } from '../../people/slack-place.ts';
import { answerClick } from '../answer/answer-click.ts';
import { pressHeld } from '../held/press-held.ts';
import { outsiderWords } from '../held/tell-author.ts';
import { isRootUnderWay } from '../line/thread-at.ts';
import { mannersOf } from '../line/thread-manners.ts';
import type { HeardOf } from '../store/heard.ts';
import { Later } from '../store/later.ts';
import { cardAt } from './card-at.ts';
import { type Made, madeFor } from './made-for.ts';
import type { Press } from './press.ts';
import { pressed } from './pressed.ts';
import { refusalWords } from './refuse.ts';
import { submitted } from './submitted.ts';

/** Links: Slack tells of them, too. */
const followed: ReadonlySet<CardAction> = new Set(['open', 'link_me']);
const presence: ReadonlySet<CardAction> = new Set(['go_away', 'come_back']);

/** Somebody pressed a button or submitted a window of ours. */
export async function clicked(
  ctx: Context,
  place: SlackPlace,
  heard: HeardOf<'click'>,
): Promise<void> {
  const { click } = heard;
  if (click.kind === 'submission') return submitted(ctx, place, click);
  if (click.kind !== 'action') return;
  if (click.view?.type === 'home') return homeClick(ctx, place, click);
  const [action] = click.actions;
  const what = cardAction(action?.actionId ?? '');
  if (what === undefined || followed.has(what)) return;
  if (presence.has(what)) return homeClick(ctx, place, click);
  const made = madeFor(action?.value);
  if (click.container === 'ephemeral') return pressHeld(ctx, place, click, what, made);
  const press = await pressOf(ctx, place, heard, made);
  if (press) await pressed(ctx, press, what);
}

/** Undefined: it doesn't count, and who pressed was told why, privately (SEC-6). */
async function pressOf(
  ctx: Context,
  place: SlackPlace,
  { click, isAlone }: HeardOf<'click'>,
  made: Made | undefined,
): Promise<Press | undefined> {
  const { channelId = '', messageTs = '' } = click;
  // in this order: a root that arrives in between is found by the second look
  const isUnderWay = await isRootUnderWay(ctx.pool, place, channelId);
  const card = await cardAt(ctx.pool, place, channelId, messageTs);
  if (!card && made && isUnderWay) throw new Later('the card of a click is not known yet');
  // others hear of this click as well: the answer is theirs whose card it is
  if (!card && !isAlone) return undefined;
  if (!card || !made || card.conversation !== made.conversation) {
    const asked = { userId: click.user.id, channel: channelId };
    const language = await languageOf(ctx.pool, place, asked);
    await answerClick(ctx, place, click, 'private', refusalWords('foreign', language, null));
    return undefined;
  }
  const { language } = await mannersOf(ctx.pool, { ...card, tenant: place.tenant });
  const who = await operatorOfSlack(ctx, { ...place, userId: click.user.id });
  if (!isOperator(who)) {
    await answerClick(ctx, place, click, 'private', outsiderWords(who, language));
    return undefined;
  }
  const [standing] = await readStandings(ctx.pool, place.tenant, [made.conversation]);
  if (!standing) {
    await answerClick(ctx, place, click, 'private', refusalWords('gone', language, null));
    return undefined;
  }
  return { place, click, card, made, operator: who, standing, language };
}
