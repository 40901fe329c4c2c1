import { BelayError } from '@belay/contract/error';
import type { Context } from '../../../context.ts';
import type { OfferedAction } from '../../actions/actions-of.ts';
import { runAction } from '../../actions/run-action.ts';
import { captureLead } from '../../leads/capture-lead.ts';
import type { Asked } from '../answerer.ts';
import { lookUp } from '../find/look-up.ts';
import { begin, type Gatherer } from '../gather/gather.ts';
import { readValue } from '../gather/read-value.ts';
import type { Sources } from '../source/sources.ts';
import { readQuestion } from '../text/question.ts';
import { data, sourcesAsData } from '../with-model/prompt.ts';
import type { Hands } from '../with-model/tools.ts';
import { TurnOver } from './open-release.ts';

const mostFound = 5;

/** What a search brings, numbered like all sources of the answer: read as the agent and nobody else. */
export async function searchFor(
  ctx: Context,
  { caller }: Asked,
  sources: Sources,
  query: string,
): Promise<string> {
  const { quotes } = await lookUp(ctx, caller, readQuestion(query, []));
  const numbers = new Set(quotes.slice(0, mostFound).map((quote) => sources.add(quote)));
  return sourcesAsData({ all: () => sources.all().filter(({ n }) => numbers.has(n)) });
}

/** A model's hands in a conversation. `onWords`: our own words, in place of the model's. */
export function turnHands(
  ctx: Context,
  who: Gatherer,
  options: {
    asked: Asked;
    sources: Sources;
    actions: readonly OfferedAction[];
    onWords(text: string): void;
  },
): Hands {
  const { asked, sources, actions } = options;
  return {
    actions,
    trouble(error) {
      if (!(error instanceof TurnOver)) ctx.log.warn({ err: error }, 'a model’s tool has trouble');
    },
    search: (query) => searchFor(ctx, asked, sources, query),
    async captureLead(fields) {
      try {
        await captureLead(ctx, who.ref, fields, 'chat');
        return 'Kept.';
      } catch (error) {
        if (error instanceof BelayError && error.code === 'INVALID_BODY')
          return `Not kept: ${data(error.message)}`;
        throw error;
      }
    },
    async run(call, action, parameters) {
      if (action.confirm) {
        const words = await begin(ctx, who, action, givenOf(action, parameters));
        if (!words) throw new TurnOver();
        options.onWords(words.text);
        return 'The visitor is being asked. Write nothing more.';
      }
      const outcome = await runAction(ctx, who.ref, call, action.id, parameters);
      if (outcome.state === 'lost') throw new TurnOver();
      if (outcome.state === 'invalid')
        return `Not sent: ${data(outcome.problems.map(({ key, reason }) => `${key}: ${reason}`).join('; '))}`;
      return `It ended as ${outcome.state}. Tell the visitor: ${data(outcome.say)}`;
    },
  };
}

/** Of a model's arguments, those that are what the action asks for; the rest is asked in the chat. */
function givenOf(
  action: OfferedAction,
  parameters: Record<string, unknown>,
): Record<string, string> {
  return Object.fromEntries(
    action.parameters.flatMap((parameter) => {
      const value = parameters[parameter.key];
      if (typeof value !== 'string' && typeof value !== 'number') return [];
      const read = readValue(parameter, String(value));
      return read.ok ? [[parameter.key, read.value]] : [];
    }),
  );
}
