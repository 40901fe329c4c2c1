import type { WidgetLanguage } from '@belay/contract/desk/agent';
import type { Context } from '../../../context.ts';
import type { OfferedAction } from '../../actions/actions-of.ts';
import { runAction } from '../../actions/run-action.ts';
import type { TurnRef } from '../../conversation/turn-ref.ts';
import { holdsPhrase } from '../text/holds-phrase.ts';
import { endGathering, type Gathering, keepGathering } from './gathering-row.ts';
import { type Given, nextStep, type Step, stepFrom } from './next-step.ts';
import { stepWords } from './step-words.ts';

/** The call of an action that was gathered in the chat: one per turn. */
const call = 'gathered';

export interface Gatherer {
  ref: TurnRef;
  epoch: number;
  language: WidgetLanguage;
}

/** What is said next; undefined: the turn is over, nothing is said. */
export type GatherWords = { text: string; isEnd: boolean } | undefined;

/** The action whose words a message holds; the longest of them wins. */
export function calledFor(
  actions: readonly OfferedAction[],
  text: string,
): OfferedAction | undefined {
  const called = actions.flatMap((action) =>
    action.phrases
      .filter((phrase) => holdsPhrase(text, phrase))
      .map((phrase) => ({ action, length: phrase.length })),
  );
  return called.sort((a, b) => b.length - a.length)[0]?.action;
}

/** Takes the visitor's words in, once: an attempt that begins again asks the same question again. */
export async function goOn(
  ctx: Context,
  who: Gatherer,
  action: OfferedAction,
  gathering: Gathering,
  said: string,
): Promise<GatherWords> {
  const wasTakenIn = gathering.turn === who.ref.turn;
  const step =
    wasTakenIn && gathering.stage !== 'running'
      ? stepFrom(action, gathering.given)
      : nextStep(action, gathering.given, gathering.stage, said);
  return take(ctx, who, action, step, false);
}

/** Begins with what is known already. */
export function begin(
  ctx: Context,
  who: Gatherer,
  action: OfferedAction,
  given: Given = {},
): Promise<GatherWords> {
  return take(ctx, who, action, stepFrom(action, given), true);
}

async function take(
  ctx: Context,
  who: Gatherer,
  action: OfferedAction,
  step: Step,
  isFirst: boolean,
): Promise<GatherWords> {
  const { ref, epoch, language } = who;
  if (step.kind === 'cancelled')
    return { text: stepWords(action, step, language, isFirst), isEnd: true };
  const stage = { ask: 'asking', confirm: 'confirming', run: 'running' } as const;
  const kept = { epoch, action: action.id, given: step.given, stage: stage[step.kind] };
  if (!(await keepGathering(ctx.pool, ref, kept))) return undefined;
  if (step.kind !== 'run')
    return { text: stepWords(action, step, language, isFirst), isEnd: false };
  const outcome = await runAction(ctx, ref, call, action.id, parametersOf(step.given));
  return outcome.state === 'lost' ? undefined : { text: outcome.say, isEnd: true };
}

/** After its last words were said. */
export function end(ctx: Context, { ref }: Gatherer): Promise<void> {
  return endGathering(ctx.pool, ref);
}

function parametersOf(given: Given): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}
