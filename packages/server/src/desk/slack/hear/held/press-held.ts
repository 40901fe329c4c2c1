import type { CardMessage } from '@belay/slack/cards/block';
import type { CardAction } from '@belay/slack/cards/button-value';
import { type HeldChoice, promptAnswer } from '@belay/slack/cards/held-prompt';
import type { Interaction } from '@belay/slack/parse/interaction';
import type { Context } from '../../../../context.ts';
import { mayServe, readStandings } from '../../../conversation/state/standing.ts';
import { languageOf } from '../../people/language-of.ts';
import { isOperator, operatorOfSlack } from '../../people/operator-of-slack.ts';
import type { SlackPlace } from '../../people/slack-place.ts';
import { answerClick } from '../answer/answer-click.ts';
import { cardOf } from '../click/card-at.ts';
import type { Made } from '../click/made-for.ts';
import { pressed } from '../click/pressed.ts';
import { refusalWords } from '../click/refuse.ts';
import { lineOf } from '../line/find-line.ts';
import type { LineRow } from '../line/line-row.ts';
import { threadAt } from '../line/thread-at.ts';
import { mannersOf } from '../line/thread-manners.ts';
import { answerHeld, type HeldAnswer } from './answer-held.ts';
import { outsiderWords, promptOf } from './tell-author.ts';

const choices: ReadonlySet<string> = new Set<HeldChoice>([
  ...(['send', 'keep', 'take_send', 'send_leave', 'reopen_send'] as const),
]);

/**
 * A button under a question about a held line. The question has no message that could be looked up:
 * the line names its place and its author, and both must be who pressed, and where (SEC-6).
 */
export async function pressHeld(
  ctx: Context,
  place: SlackPlace,
  click: Interaction,
  what: CardAction,
  made: Made | undefined,
): Promise<void> {
  const row = made?.line ? await lineOf(ctx.pool, place.tenant, made.line) : undefined;
  const tell = (message: CardMessage) => answerClick(ctx, place, click, 'replace', message);
  const theirs = () =>
    languageOf(ctx.pool, place, { userId: click.user.id, channel: click.channelId ?? null });
  if (!made || !row || !isOf(row, place, click, made))
    return tell(refusalWords('foreign', await theirs(), null));
  const where = await threadAt(ctx.pool, place, row.channel, row.thread_ts);
  if (!where) return tell(refusalWords('gone', await theirs(), null));
  const { language } = await mannersOf(ctx.pool, where);
  const who = await operatorOfSlack(ctx, { ...place, userId: click.user.id });
  if (!isOperator(who)) return tell(outsiderWords(who, language));
  if (what === 'steal') {
    const [standing] = await readStandings(ctx.pool, place.tenant, [row.conversation]);
    const card = await cardOf(ctx.pool, place, row.conversation);
    if (!standing || !card) return tell(refusalWords('gone', language, null));
    return pressed(ctx, { place, click, card, made, operator: who, standing, language }, 'steal');
  }
  if (!choices.has(what)) return;
  const [standing] = await readStandings(ctx.pool, place.tenant, [row.conversation]);
  // the question stays: there are other answers to it
  if (what === 'send_leave' && standing && !mayServe(standing))
    return answerClick(ctx, place, click, 'private', refusalWords('paused', language, null));
  // one of the set
  const answer = await answerHeld(ctx, who, row, what as HeldChoice);
  await tell(wordsOf(ctx, answer, language));
}

function isOf(row: LineRow, place: SlackPlace, click: Interaction, made: Made): boolean {
  return (
    row.installation === place.installation &&
    row.channel === click.channelId &&
    row.user_id === click.user.id &&
    row.conversation === made.conversation
  );
}

function wordsOf(
  ctx: Context,
  answer: HeldAnswer,
  language: Parameters<typeof promptAnswer>[0]['language'],
): CardMessage {
  switch (answer.kind) {
    case 'sent':
    case 'kept':
      return promptAnswer({ language, what: { kind: answer.kind } });
    case 'settled':
      return refusalWords('settled', language, null);
    case 'aside': {
      const { row, judged } = answer;
      const name = judged.standing.owner_name;
      if (row.fate === 'held') return promptOf(ctx, row, judged.standing, language);
      return judged.typed.kind === 'internal' && judged.typed.why === 'other_owner'
        ? refusalWords('lost', language, name)
        : promptAnswer({ language, what: { kind: 'kept' } });
    }
  }
}
