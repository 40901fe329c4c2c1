import type { Citation } from '@belay/contract/desk/conversation';
import type { Context } from '../../context.ts';
import type { ModelTiming } from '../model/model-client.ts';
import { type ModelEndpoint, modelEndpoint } from '../model/model-endpoint.ts';
import { modelTrouble, noteTrouble } from '../model/model-trouble.ts';
import { tokensUsed } from '../model/token-use.ts';
import type { Answered, Asked } from './answerer.ts';
import { builtInAnswer } from './built-in/built-in-answer.ts';
import { createLeakCheck, type LeakCheck } from './check/leak-check.ts';
import type { Release } from './check/release.ts';
import { type LookedUp, lookUp } from './find/look-up.ts';
import { fixedWords } from './language/fixed-words.ts';
import { smallTalkOf } from './language/small-talk.ts';
import { createSources, type Sources, workspacesOf } from './source/sources.ts';
import { readQuestion } from './text/question.ts';
import { modelAnswer } from './with-model/model-answer.ts';
import { instructionsFor, rulesFor } from './with-model/prompt.ts';
import type { Hands } from './with-model/tools.ts';

/** Where an answer is given: in a conversation, or in the playground. */
export interface Place {
  /** a fresh one: what an earlier one has shown is void */
  openRelease(sources: Sources, leak: LeakCheck): Release | Promise<Release>;
  hands(sources: Sources): Hands;
  /** our own words that a tool put in the model's place */
  insteadOfText?(): string | undefined;
  /** told before the answer begins */
  recalled?(found: LookedUp, sources: Sources): void;
  /** aborted when nobody waits for the answer any more */
  signal: AbortSignal;
  /** a person is called if nothing is found: the words needn't offer one */
  escalatesIfUnknown: boolean;
  timing?: ModelTiming | undefined;
}

export interface Composed extends Answered {
  text: string;
  citations: Citation[];
  /** the model failed, and the memory has nothing to quote: in words, for operators */
  failure: string | null;
}

/** Passages that a model is shown before it asks for more. */
const shownToModel = 8;
const worthShowing = 0.2;

/**
 * The answer to a question, by the agent's answerer: a model that fails is followed by the built-in
 * one, which quotes or says that it doesn't know. Throws what `signal` was aborted with, and what
 * the database throws; never what a model did.
 */
export async function compose(ctx: Context, asked: Asked, place: Place): Promise<Composed> {
  const { agent, caller, language, question, before } = asked;
  const workspaces = await workspacesOf(ctx.pool, agent.tenant);
  const open = () => createSources({ language, workspaces });
  const sources = open();
  const isTalk = smallTalkOf(question) !== undefined;
  const found = isTalk
    ? { quotes: [], terms: [] }
    : await lookUp(ctx, caller, readQuestion(question, before));
  const model = await modelFor(ctx, asked);
  let failure: string | null = null;
  if (model.kind === 'ask') {
    for (const quote of found.quotes.slice(0, shownToModel))
      if (quote.score >= worthShowing) sources.add(quote);
    place.recalled?.(found, sources);
    const told = await tryModel(ctx, asked, place, { endpoint: model.endpoint, sources });
    if (typeof told !== 'string') return told;
    failure = told;
  }
  const own = open();
  const release = await place.openRelease(own, createLeakCheck([]));
  const { escalatesIfUnknown } = place;
  const onFound = model.kind === 'ask' ? undefined : () => place.recalled?.(found, own);
  // a broken model would call a person for every visitor: one is offered instead
  const offers =
    model.kind === 'rests' || (failure !== null && !ctx.modelHealth.mayAsk(healthKey(model)));
  const answered = await builtInAnswer(
    asked,
    { release, sources: own },
    { found, escalatesIfUnknown, onFound },
  );
  const composed = {
    ...answered,
    text: release.text(),
    citations: release.citations(),
    failure: null,
  };
  if (answered.grounded) return composed;
  if (offers) return { ...composed, text: fixedWords[language].unable, grounded: true };
  return { ...composed, failure };
}

type Model = { kind: 'ask'; endpoint: ModelEndpoint } | { kind: 'rests' } | { kind: 'none' };

async function modelFor(ctx: Context, { agent }: Asked): Promise<Model> {
  if (agent.settings.answerer !== 'model') return { kind: 'none' };
  const endpoint = await modelEndpoint(ctx, agent.tenant);
  if (!endpoint) return { kind: 'none' };
  if (!ctx.modelHealth.mayAsk(endpoint.health)) return { kind: 'rests' };
  const { dailyTokens } = endpoint;
  const isSpent =
    dailyTokens !== null && (await tokensUsed(ctx.pool, agent.tenant, ctx.now())) >= dailyTokens;
  return isSpent ? { kind: 'none' } : { kind: 'ask', endpoint };
}

function healthKey(model: Model): string {
  return model.kind === 'ask' ? model.endpoint.health : '';
}

/** The model's answer, or why there is none. */
async function tryModel(
  ctx: Context,
  asked: Asked,
  place: Place,
  { endpoint, sources }: { endpoint: ModelEndpoint; sources: Sources },
): Promise<Composed | string> {
  const { agent } = asked;
  const instructions = instructionsFor(asked);
  const leak = createLeakCheck([rulesFor(asked, ''), instructions]);
  const release = await place.openRelease(sources, leak);
  const { signal, timing } = place;
  try {
    const answered = await modelAnswer(
      ctx,
      asked,
      { release, sources },
      {
        ...{ endpoint, leak, signal, hands: place.hands(sources) },
        insteadOfText: () => place.insteadOfText?.(),
        ...(timing ? { timing } : {}),
      },
    );
    ctx.modelHealth.answered(endpoint.health);
    await noteTrouble(ctx.pool, agent.tenant, null);
    const text = [release.text(), place.insteadOfText?.() ?? ''].filter(Boolean).join('\n');
    return { ...answered, text, citations: release.citations(), failure: null };
  } catch (error) {
    // the turn is over: nobody's failure
    signal.throwIfAborted();
    if (error instanceof Error && error.name === 'TurnOver') throw error;
    const trouble = modelTrouble(error);
    ctx.modelHealth.failed(endpoint.health);
    ctx.log.warn({ tenant: agent.tenant, trouble }, 'a model did not answer');
    await noteTrouble(ctx.pool, agent.tenant, trouble);
    return trouble;
  }
}
