import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../../../context.ts';
import { actionsOf } from '../../actions/actions-of.ts';
import { agentCaller } from '../../agents/agent-caller.ts';
import { findAgent } from '../../agents/find-agent.ts';
import type { TurnRef } from '../../conversation/turn-ref.ts';
import { agentReply } from '../../conversation/verbs/agent-reply.ts';
import { escalate } from '../../conversation/verbs/escalate.ts';
import { failTurn } from '../../conversation/verbs/fail-turn.ts';
import { keepDraft } from '../../conversation/verbs/keep-draft.ts';
import type { ModelTiming } from '../../model/model-client.ts';
import type { Asked, HandOver } from '../answerer.ts';
import type { Release } from '../check/release.ts';
import { compose } from '../compose.ts';
import { begin, calledFor, end, type Gatherer, type GatherWords, goOn } from '../gather/gather.ts';
import { endGathering, readGathering } from '../gather/gathering-row.ts';
import { detectLanguage } from '../language/detect-language.ts';
import { fixedWords } from '../language/fixed-words.ts';
import { wantsPerson } from '../language/wants-person.ts';
import { beginAttempt, keepHandOver } from './begin-attempt.ts';
import { openRelease, TurnOver, watchTurn } from './open-release.ts';
import { type Patience, patience, pauseBefore } from './pause-before.ts';
import { type History, readHistory } from './read-history.ts';
import { readTurn, type TurnState } from './read-turn.ts';
import { turnHands } from './turn-hands.ts';
import { ruledWord } from './words-rule.ts';

const longestQuestion = 8_000;

export interface TurnOptions {
  /** aborted when the process stops: the next one begins anew */
  signal: AbortSignal;
  patience?: Patience;
  modelTiming?: ModelTiming;
}

/**
 * The agent's answer to what its visitor said last. May be cut off anywhere and begun again: what
 * was said is said once, by `agentReply`. Throws `TurnOver` when somebody else has the word.
 */
export async function answerTurn(ctx: Context, ref: TurnRef, options: TurnOptions): Promise<void> {
  const state = await readTurn(ctx.pool, ref);
  if (!state) return;
  if (state.isAnswered) return finishHandOver(ctx, ref);
  const history = await waitForEnd(ctx, ref, state, options);
  const [first] = history.unanswered;
  if (first === undefined) return;
  const agent = await findAgent(ctx.pool, { tenant: ref.tenant, agent: state.agent });
  const question = history.unanswered.join('\n').slice(0, longestQuestion);
  const language = detectLanguage(question, state.language, agent.settings.languages);
  const who: Gatherer = { ref, epoch: state.epoch, language };
  const { attempt } = await beginAttempt(ctx.pool, ref);

  if (question.trim() === '') {
    await agentReply(ctx, ref, { text: fixedWords[language].file, citations: [], grounded: true });
    return;
  }
  if (wantsPerson(question)) {
    await endGathering(ctx.pool, ref);
    const by = { kind: 'visitor', tenant: ref.tenant, visitor: state.visitor } as const;
    await escalate(ctx, ref, { by, reason: 'visitor' });
    return;
  }
  const word = ruledWord(agent.settings.rules, question);
  if (word !== undefined) {
    const by = { kind: 'rule', tenant: ref.tenant } as const;
    await escalate(ctx, ref, { by, reason: 'rule', detail: `words: ${word}` });
    return;
  }
  const actions = await actionsOf(ctx.pool, ref.tenant, agent.id);
  const gathering = await readGathering(ctx.pool, ref, state.epoch);
  const asked = actions.find(({ id }) => id === gathering?.action);
  if (gathering && asked)
    return sayGathered(ctx, who, await goOn(ctx, who, asked, gathering, question));
  const called = agent.settings.answerer === 'built_in' ? calledFor(actions, question) : undefined;
  if (called) return sayGathered(ctx, who, await begin(ctx, who, called));

  await answer(ctx, ref, options, {
    ...{ state, attempt, who, actions },
    asked: {
      ...{ agent, language, question },
      caller: await agentCaller(ctx, { tenant: ref.tenant, agent: agent.id }),
      before: history.before,
      history: history.said,
      instruction: state.instruction,
    },
  });
}

/** Until the visitor has finished; a new message is a turn of its own, and ends this one. */
async function waitForEnd(
  ctx: Context,
  ref: TurnRef,
  state: TurnState,
  { signal, patience: times = patience }: TurnOptions,
): Promise<History> {
  for (;;) {
    const history = await readHistory(ctx.pool, ref);
    const spokeAt = state.visitorSpokeAt?.getTime() ?? 0;
    const pause = pauseBefore(
      {
        now: ctx.now(),
        spokeAt,
        firstAt: history.firstAt?.getTime() ?? spokeAt,
        typedAt: ctx.desk.typedAt(ref.conversation),
      },
      times,
    );
    if (pause === 0) return history;
    await sleep(Math.min(pause, 250), undefined, { signal });
  }
}

async function sayGathered(ctx: Context, who: Gatherer, words: GatherWords): Promise<void> {
  if (!words) return;
  await agentReply(ctx, who.ref, { text: words.text, citations: [], grounded: true });
  if (words.isEnd) await end(ctx, who);
}

interface Prepared {
  asked: Asked;
  state: TurnState;
  attempt: number;
  who: Gatherer;
  actions: Awaited<ReturnType<typeof actionsOf>>;
}

async function answer(
  ctx: Context,
  ref: TurnRef,
  options: TurnOptions,
  { asked, state, attempt, who, actions }: Prepared,
): Promise<void> {
  const watch = watchTurn(ctx, ref, options.signal);
  let words: string | undefined;
  let release: Release | undefined;
  try {
    const composed = await compose(ctx, asked, {
      signal: watch.signal,
      timing: options.modelTiming,
      escalatesIfUnknown: escalatesNext(asked, state),
      insteadOfText: () => words,
      async openRelease(sources, leak) {
        // readers drop what an earlier attempt has shown
        const now = release ? (await beginAttempt(ctx.pool, ref)).attempt : attempt;
        const { language, agent } = asked;
        const linksFrom = [agent.settings.instructions, ...agent.settings.allowed_origins];
        release = openRelease(ctx, ref, {
          ...{ visitor: state.visitor, attempt: now },
          ...{ language, sources, linksFrom, leak },
        });
        return release;
      },
      hands: (sources) =>
        turnHands(ctx, who, {
          ...{ asked, sources, actions },
          onWords: (text) => {
            words = text;
          },
        }),
    });
    if (composed.failure !== null && composed.handOver === null) {
      await failTurn(ctx, ref, composed.failure);
      return;
    }
    if (composed.handOver) await keepHandOver(ctx.pool, ref, composed.handOver);
    const { text, citations, grounded } = composed;
    if (text !== '' && (await agentReply(ctx, ref, { text, citations, grounded })) === 'suppressed')
      return;
    if (composed.handOver) await handOver(ctx, ref, composed.handOver);
  } catch (error) {
    // what was shown until then is kept for operators (TKO-3)
    if (error instanceof TurnOver && release) await keepDraft(ctx, ref, release.text());
    throw error;
  } finally {
    watch.end();
  }
}

/** One more answer that found nothing calls a person by rule: `agentReply` does that itself. */
function escalatesNext({ agent }: Asked, { unknownStreak }: TurnState): boolean {
  return agent.settings.rules.some(
    (rule) => rule.on === 'no_knowledge' && unknownStreak + 1 >= rule.times,
  );
}

async function handOver(ctx: Context, ref: TurnRef, { reason, detail }: HandOver): Promise<void> {
  const by = { kind: 'agent', tenant: ref.tenant, turn: ref.turn } as const;
  await escalate(ctx, ref, { by, reason, ...(detail === null ? {} : { detail }) });
}

/** An attempt was cut off between its answer and the hand-over that it had decided. */
async function finishHandOver(ctx: Context, ref: TurnRef): Promise<void> {
  const { rows } = await ctx.pool.query<{ hand_over: HandOver | null }>(
    'select hand_over from agent_turn where tenant = $1 and conversation = $2 and turn = $3',
    [ref.tenant, ref.conversation, ref.turn],
  );
  const decided = rows[0]?.hand_over;
  if (decided) await handOver(ctx, ref, decided);
}
