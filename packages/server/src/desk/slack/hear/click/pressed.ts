import type { CardAction } from '@belay/slack/cards/button-value';
import type { Context } from '../../../../context.ts';
import type { Standing } from '../../../conversation/state/standing.ts';
import { closeConversation } from '../../../conversation/verbs/close-conversation.ts';
import { handBack } from '../../../conversation/verbs/hand-back.ts';
import { release } from '../../../conversation/verbs/release.ts';
import { takeOver } from '../../../conversation/verbs/take-over.ts';
import { answerClick } from '../answer/answer-click.ts';
import type { Made } from './made-for.ts';
import { openAssign } from './open-assign.ts';
import { openHandBack } from './open-hand-back.ts';
import { openSteal } from './open-steal.ts';
import type { Press } from './press.ts';
import { refusalOf, refusalWords, type Verb, wordsOfConflict } from './refuse.ts';

/** By an existing verb of the desk; all copies of the card follow from its commit. */
type Deed = (ctx: Context, press: Press) => Promise<void>;

const deeds: Partial<Record<CardAction, { verb: Verb; deed: Deed }>> = {
  take: { verb: 'take', deed: (ctx, press) => take(ctx, press, false) },
  reopen: { verb: 'reopen', deed: (ctx, press) => take(ctx, press, true) },
  hand_back: {
    verb: 'hand_back',
    deed: async (ctx, press) => {
      if (!(await openHandBack(ctx, press)))
        await handBack(ctx, press.operator, press.made.conversation, seen(press.made));
    },
  },
  release: {
    verb: 'release',
    deed: (ctx, { operator, made }) => release(ctx, operator, made.conversation, seen(made)),
  },
  close: {
    verb: 'close',
    deed: (ctx, { operator, made }) =>
      closeConversation(ctx, operator, made.conversation, seen(made)),
  },
  assign: { verb: 'assign', deed: openAssign },
  steal: { verb: 'steal', deed: openSteal },
};

/**
 * Does what a button says, if it is still what it was made for (DSK-8). Done already, by this press
 * before a crash or by somebody a moment ago: nothing. A lost race is told to who lost it, with the
 * winner's name (TKO-1).
 */
export async function pressed(ctx: Context, press: Press, what: CardAction): Promise<void> {
  const found = deeds[what];
  if (!found) return;
  const { place, click, made, operator, standing, language } = press;
  const { verb, deed } = found;
  if (isDone(verb, standing, made, operator.person)) return;
  const refusal = refusalOf(verb, standing, made, operator);
  const tell = (words: Parameters<typeof answerClick>[4]) =>
    answerClick(ctx, place, click, 'private', words);
  if (refusal) return tell(refusalWords(refusal.why, language, standing.owner_name));
  try {
    await deed(ctx, press);
  } catch (error) {
    await tell(wordsOfConflict(error, verb, language, operator.person));
  }
}

/** One change after what the button showed, and it is what was wanted. */
function isDone(verb: Verb, standing: Standing, { epoch }: Made, me: string): boolean {
  if (standing.state === 'human' && standing.owner === me)
    return verb === 'take' || verb === 'reopen' || verb === 'steal';
  if (standing.epoch !== epoch + 1) return false;
  const state = { hand_back: 'agent', release: 'waiting', close: 'closed' } as const;
  return verb in state && state[verb as keyof typeof state] === standing.state;
}

function take(ctx: Context, { operator, made, card }: Press, reopen: boolean): Promise<void> {
  return takeOver(ctx, operator, made.conversation, { reopen, card: card.id }).then(
    () => undefined,
  );
}

function seen({ epoch, claim }: Made): { epoch: number; claim?: string } {
  return claim === null ? { epoch } : { epoch, claim };
}
