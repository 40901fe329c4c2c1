import { isStepCount, streamText } from 'ai';
import type { Context } from '../../../context.ts';
import type { OutboundContext } from '../../../outbound/open-request.ts';
import { type ModelTiming, modelClient, modelTiming } from '../../model/model-client.ts';
import type { ModelEndpoint } from '../../model/model-endpoint.ts';
import { ModelFailure } from '../../model/model-trouble.ts';
import { countTokens } from '../../model/token-use.ts';
import type { Answered, Asked, HandOver, Output } from '../answerer.ts';
import type { LeakCheck } from '../check/leak-check.ts';
import { smallTalkOf } from '../language/small-talk.ts';
import { instructionsFor, messagesFor, rulesFor } from './prompt.ts';
import { type Hands, toolsFor } from './tools.ts';

const mostSteps = 5;
const mostOutputTokens = 1_200;
/** Of reasoning and text together: more is an answer without an end. */
const mostCharacters = 60_000;
/** About the same for every tokenizer. */
const charactersPerToken = 4;

export interface ModelOptions {
  endpoint: ModelEndpoint;
  hands: Hands;
  leak: LeakCheck;
  /** aborted when the turn is over */
  signal: AbortSignal;
  /** our own words that a tool put in the model's place: it writes no more */
  insteadOfText?: () => string | undefined;
  timing?: ModelTiming;
}

/**
 * Streams an answer through the release. Throws when the model fails: too late, broken, absurd. What
 * it did until then is counted.
 */
export async function modelAnswer(
  ctx: OutboundContext & Pick<Context, 'pool' | 'now'>,
  asked: Asked,
  { release, sources }: Output,
  { endpoint, hands, leak, signal, insteadOfText, timing = modelTiming }: ModelOptions,
): Promise<Answered> {
  const stop = new AbortController();
  const isReplaced = () => insteadOfText?.() !== undefined;
  const clock = deadlines(timing, (why) => stop.abort(new ModelFailure(why)));
  let handOver: HandOver | null = null;
  const system = `${rulesFor(asked, leak.canary)}\n\n${instructionsFor(asked)}`;
  const messages = messagesFor(asked, sources);
  let written = 0;
  let reported = 0;
  try {
    const result = streamText({
      model: modelClient(ctx, endpoint, timing),
      instructions: system,
      messages,
      tools: toolsFor(hands, (decided) => {
        handOver = decided;
      }),
      stopWhen: [isStepCount(mostSteps), () => handOver !== null || isReplaced()],
      maxOutputTokens: mostOutputTokens,
      maxRetries: 0,
      abortSignal: AbortSignal.any([stop.signal, signal]),
      // every failure is thrown below, once
      onError: () => undefined,
    });
    for await (const part of result.stream) {
      if (part.type === 'error') throw part.error;
      if (part.type === 'abort')
        throw stop.signal.reason ?? signal.reason ?? new ModelFailure('aborted');
      if (part.type === 'finish-step') reported += part.usage.totalTokens ?? 0;
      if (part.type === 'tool-call' || part.type === 'text-delta') clock.begun();
      if (part.type === 'text-delta' || part.type === 'reasoning-delta') {
        written += part.text.length;
        if (written > mostCharacters) throw new ModelFailure('The model’s answer had no end.');
      }
      if (part.type === 'text-delta' && handOver === null && !(await release.push(part.text)))
        break;
      if (handOver !== null || isReplaced()) break;
    }
    if (release.stopped === undefined) await release.end();
    return answerOf(asked, { release, sources }, handOver, isReplaced());
  } finally {
    clock.end();
    stop.abort();
    const guessed =
      (system.length + JSON.stringify(messages).length + written) / charactersPerToken;
    await countTokens(ctx.pool, asked.agent.tenant, ctx.now(), reported || guessed);
  }
}

function answerOf(
  asked: Asked,
  { release }: Output,
  handOver: HandOver | null,
  isReplaced: boolean,
): Answered {
  const promised: HandOver | null =
    release.stopped === 'promise'
      ? { reason: 'agent', detail: 'the answer promised a person' }
      : null;
  const decided = handOver ?? promised;
  if (release.stopped === 'size') throw new ModelFailure('The model’s answer had no end.');
  if (decided === null && !isReplaced && release.text() === '')
    throw new ModelFailure(
      release.stopped === undefined && release.held === 0
        ? 'The model answered nothing.'
        : 'Nothing of the model’s answer passed the checks.',
    );
  const isTalk = smallTalkOf(asked.question) !== undefined;
  return {
    answerer: 'model',
    grounded: isTalk || isReplaced || decided !== null || release.citations().length > 0,
    handOver: decided,
  };
}

/** Until the first token, and in all. */
function deadlines(
  { firstTokenMs, wholeMs }: ModelTiming,
  late: (why: string) => void,
): { begun(): void; end(): void } {
  const first = setTimeout(() => late('The model wrote nothing in time.'), firstTokenMs);
  const whole = setTimeout(() => late('The model took too long to end.'), wholeMs);
  return {
    begun: () => clearTimeout(first),
    end() {
      clearTimeout(first);
      clearTimeout(whole);
    },
  };
}
