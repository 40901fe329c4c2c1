import { BelayError } from '@belay/contract/error';
import type { CardMessage } from '@belay/slack/cards/block';
import type { CardLanguage } from '@belay/slack/cards/card-model';
import { type CommandAnswer, commandAnswer } from '@belay/slack/cards/command-answer';
import { linkMePrompt } from '@belay/slack/cards/held-prompt';
import { outsiderSentence } from '@belay/slack/cards/refusal-message';
import type { SlashCommand } from '@belay/slack/parse/command';
import type { Context } from '../../../context.ts';
import type { Operator } from '../../conversation/desk-actor.ts';
import { handBack } from '../../conversation/verbs/hand-back.ts';
import { takeOver } from '../../conversation/verbs/take-over.ts';
import { queueCounts } from '../../inbox/queue-counts.ts';
import { wordsOfConflict } from '../hear/click/refuse.ts';
import { languageOf } from '../people/language-of.ts';
import { isOperator, operatorOfSlack } from '../people/operator-of-slack.ts';
import type { SlackPlace } from '../people/slack-place.ts';
import { answerCommand } from './answer-command.ts';
import { examine } from './examine.ts';
import { findByNumber, type Numbered } from './find-by-number.ts';
import { type DeskCommand, parseCommand } from './parse-command.ts';

/** `/belay …`: answered to who typed it alone. Run twice it does what it does once. */
export async function runCommand(
  ctx: Context,
  place: SlackPlace,
  command: SlashCommand,
): Promise<void> {
  const { userId, channelId: channel } = command;
  const asked = parseCommand(command.text);
  const found = await operatorOfSlack(ctx, { ...place, userId });
  const language = await languageOf(ctx.pool, place, { userId, channel });
  const say = (answer: CommandAnswer) => messageOf(language, answer);
  const answer = () => {
    if (asked.do === 'help') return say({ kind: 'help' });
    if (isOperator(found)) return obey(ctx, { ...place, channel }, found, asked, language);
    return found.refused === 'unlinked'
      ? linkMePrompt({ language, url: found.linkUrl })
      : say({ kind: 'refused', why: outsiderSentence(language, found.refused) });
  };
  await answerCommand(ctx, place, command, await answer());
}

type Deed = Exclude<DeskCommand, { do: 'help' }>;

async function obey(
  ctx: Context,
  place: SlackPlace & { channel: string },
  operator: Operator,
  asked: Deed | { do: 'help' },
  language: CardLanguage,
): Promise<CardMessage> {
  const say = (answer: CommandAnswer) => messageOf(language, answer);
  if (asked.do === 'doctor') return say({ kind: 'doctor', problems: await examine(ctx, place) });
  if (asked.do !== 'take' && asked.do !== 'back') {
    const { waiting, mine } = await queueCounts(ctx.pool, place.tenant, operator.person);
    return say({ kind: 'status', waiting, mine });
  }
  const { number } = asked;
  const conversation = await findByNumber(ctx.pool, place, number, place.channel);
  if (!conversation) return say({ kind: 'no_number', number });
  try {
    await (asked.do === 'take' ? take : giveBack)(ctx, operator, conversation);
    return say({ kind: 'done', number, visitor: conversation.visitor });
  } catch (error) {
    if (!(error instanceof BelayError)) throw error;
    if (error.retriable) return say({ kind: 'refused', why: error.message });
    const verb = asked.do === 'take' ? 'take' : 'hand_back';
    return wordsOfConflict(error, verb, language, operator.person);
  }
}

async function take(ctx: Context, operator: Operator, { id, card }: Numbered): Promise<void> {
  await takeOver(ctx, operator, id, card === null ? {} : { card });
}

async function giveBack(ctx: Context, operator: Operator, { id }: Numbered): Promise<void> {
  await handBack(ctx, operator, id);
}

function messageOf(language: CardLanguage, answer: CommandAnswer): CardMessage {
  const { text, blocks } = commandAnswer(language, answer);
  return { text, blocks, unfurl_links: false, unfurl_media: false };
}
