import { instructionInput, teachInput } from '@belay/slack/cards/hand-back-modal';
import { assignInput, modalIds } from '@belay/slack/cards/modals';
import { type Interaction, inputValue } from '@belay/slack/parse/interaction';
import type { Context } from '../../../../context.ts';
import type { Operator } from '../../../conversation/desk-actor.ts';
import { readStandings, type Standing } from '../../../conversation/state/standing.ts';
import { assign } from '../../../conversation/verbs/assign.ts';
import { handBack } from '../../../conversation/verbs/hand-back.ts';
import { steal } from '../../../conversation/verbs/steal.ts';
import { teachMessage } from '../../../conversation/verbs/teach-message.ts';
import { messageUuid, personUuid } from '../../../inbox/wanted-id.ts';
import { isOperator, operatorOfSlack } from '../../people/operator-of-slack.ts';
import type { SlackPlace } from '../../people/slack-place.ts';
import { whisper } from '../answer/whisper.ts';
import { outsiderWords } from '../held/tell-author.ts';
import { mannersOf } from '../line/thread-manners.ts';
import { cardOf } from './card-at.ts';
import { type Made, madeFor, nothing } from './made-for.ts';
import { refusalOf, refusalWords, type Verb, wordsOfConflict } from './refuse.ts';

const verbs: Readonly<Record<string, Verb>> = {
  [modalIds.steal]: 'steal',
  [modalIds.assign]: 'assign',
  [modalIds.hand_back]: 'hand_back',
};

/**
 * A window of ours was submitted: everything is looked at again, since minutes may have passed. What
 * came of it is seen on the card; a refusal is told privately in the thread.
 */
export async function submitted(
  ctx: Context,
  place: SlackPlace,
  click: Interaction,
): Promise<void> {
  const id = click.callbackId ?? '';
  const verb = Object.hasOwn(verbs, id) ? verbs[id] : undefined;
  const made = madeFor(click.view?.privateMetadata);
  // windows are made of cards: a conversation without one was never offered there (SEC-6)
  const card = made && (await cardOf(ctx.pool, place, made.conversation));
  if (verb === undefined || !made || !card) return;
  const { language } = await mannersOf(ctx.pool, { ...card, tenant: place.tenant });
  const to = { channel: card.channel, user: click.user.id };
  const tell = (words: Parameters<typeof whisper>[3]) =>
    whisper(ctx, place, card.ts === null ? to : { ...to, threadTs: card.ts }, words);
  const who = await operatorOfSlack(ctx, { ...place, userId: click.user.id });
  if (!isOperator(who)) return tell(outsiderWords(who, language));
  const [standing] = await readStandings(ctx.pool, place.tenant, [made.conversation]);
  if (!standing) return tell(refusalWords('gone', language, null));
  if (isDone(verb, standing, click, made, who)) return;
  const refusal = refusalOf(verb, standing, made, who);
  if (refusal) return tell(refusalWords(refusal.why, language, standing.owner_name));
  try {
    await act(ctx, verb, who, { made, card: card.id }, click);
  } catch (error) {
    await tell(wordsOfConflict(error, verb, language, who.person));
  }
}

async function act(
  ctx: Context,
  verb: Verb,
  operator: Operator,
  { made, card }: { made: Made; card: string },
  { values }: Interaction,
): Promise<void> {
  const { conversation, epoch } = made;
  const seen = made.claim === null ? { epoch } : { epoch, claim: made.claim };
  if (verb === 'steal') return steal(ctx, operator, conversation, made.claim ?? nothing, card);
  if (verb === 'assign') {
    const person = chosenPerson(values);
    if (person !== undefined) await assign(ctx, operator, conversation, { ...seen, person });
    return;
  }
  for (const id of inputValue(values, teachInput.blockId, teachInput.actionId))
    await teachMessage(ctx, operator, conversation, messageUuid(id), true);
  const { blockId, actionId } = instructionInput;
  const [instruction] = inputValue(values, blockId, actionId);
  await handBack(ctx, operator, conversation, {
    ...seen,
    ...(instruction === undefined ? {} : { instruction: instruction.slice(0, 2000) }),
  });
}

function chosenPerson(values: Interaction['values']): string | undefined {
  const [id] = inputValue(values, assignInput.blockId, assignInput.actionId);
  return id === undefined ? undefined : personUuid(id);
}

/** By this submission before a crash, or by somebody a moment ago. */
function isDone(
  verb: Verb,
  standing: Standing,
  { values }: Interaction,
  { epoch }: Made,
  { person }: Operator,
): boolean {
  if (verb === 'steal') return standing.state === 'human' && standing.owner === person;
  if (verb === 'hand_back') return standing.state === 'agent' && standing.epoch === epoch + 1;
  const wanted = chosenPerson(values);
  return standing.state === 'human' ? standing.owner === wanted : standing.assignee === wanted;
}
