import type { EscalationReason } from '@belay/contract/desk/conversation';
import type { PlaygroundEvent, PlaygroundRecall, playgroundBody } from '@belay/contract/desk/model';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { actionsOf, type OfferedAction } from '../actions/actions-of.ts';
import { agentCaller } from '../agents/agent-caller.ts';
import { findAgent } from '../agents/find-agent.ts';
import type { Asked, HandOver } from '../answer/answerer.ts';
import { createRelease } from '../answer/check/release.ts';
import { compose } from '../answer/compose.ts';
import type { LookedUp } from '../answer/find/look-up.ts';
import { calledFor } from '../answer/gather/gather.ts';
import { stepFrom } from '../answer/gather/next-step.ts';
import { stepWords } from '../answer/gather/step-words.ts';
import { detectLanguage } from '../answer/language/detect-language.ts';
import { wantsPerson } from '../answer/language/wants-person.ts';
import type { Sources } from '../answer/source/sources.ts';
import { searchFor } from '../answer/turn/turn-hands.ts';
import { ruledWord } from '../answer/turn/words-rule.ts';
import type { Hands } from '../answer/with-model/tools.ts';

type Messages = z.output<typeof playgroundBody>['messages'];

/** So many passages show why an answer is what it is. */
const shownPassages = 12;

/**
 * An agent's answer without a conversation: nothing is kept, nobody is told, no action runs (NTF-8).
 * The same answerers, checks and reach as for visitors; also of a private agent.
 */
export async function askPlayground(
  ctx: Context,
  { tenant, agent: id }: { tenant: string; agent: string },
  messages: Messages,
  { tell, signal }: { tell(event: PlaygroundEvent): void; signal: AbortSignal },
): Promise<void> {
  const begun = ctx.now();
  const agent = await findAgent(ctx.pool, { tenant, agent: id });
  const last = messages.findLastIndex(({ role }) => role === 'visitor');
  const question = messages[last]?.text ?? '';
  const before = messages.slice(0, Math.max(last, 0));
  const { settings } = agent;
  const language = detectLanguage(question, null, settings.languages);
  const actions = await actionsOf(ctx.pool, tenant, agent.id);
  const answer = (rest: {
    text: string;
    handOver?: HandOver | null;
    grounded?: boolean;
    answerer?: 'built_in' | 'model';
    citations?: Extract<PlaygroundEvent, { kind: 'answer' }>['citations'];
  }) =>
    tell({
      kind: 'answer',
      ...{ text: rest.text, citations: rest.citations ?? [], grounded: rest.grounded ?? true },
      answerer: rest.answerer ?? 'built_in',
      hand_over: rest.handOver ?? null,
      duration_ms: Math.max(0, ctx.now() - begun),
    });

  const called = decided(question, settings.rules);
  if (called) return answer({ text: '', handOver: called });
  const action = settings.answerer === 'built_in' ? calledFor(actions, question) : undefined;
  if (action) return answer({ text: firstWords(action, language) });

  const asked: Asked = {
    ...{ agent, language, question, instruction: null },
    caller: await agentCaller(ctx, { tenant, agent: agent.id }),
    before: before.filter(({ role }) => role === 'visitor').map(({ text }) => text),
    history: before.map(({ role, text }) => ({ author: role, name: null, text })),
  };
  const composed = await compose(ctx, asked, {
    signal,
    escalatesIfUnknown: false,
    recalled: (found, sources) => tell({ kind: 'recalled', items: recalledItems(found, sources) }),
    openRelease(sources, leak) {
      let n = 0;
      return createRelease({
        ...{ language, sources, leak },
        linksFrom: [settings.instructions, ...settings.allowed_origins],
        onSentence: (text) => tell({ kind: 'draft', n: n++, text }),
      });
    },
    hands: (sources) => tryingHands(ctx, asked, sources, actions),
  });
  const failed: HandOver | null = composed.failure
    ? { reason: 'model_failed', detail: composed.failure }
    : null;
  answer({ ...composed, handOver: composed.handOver ?? failed });
}

/** What a conversation would be handed over for before anybody answers. */
function decided(
  question: string,
  rules: Parameters<typeof ruledWord>[0],
): { reason: EscalationReason; detail: string | null } | undefined {
  if (wantsPerson(question)) return { reason: 'visitor', detail: null };
  const word = ruledWord(rules, question);
  return word === undefined ? undefined : { reason: 'rule', detail: `words: ${word}` };
}

function firstWords(action: OfferedAction, language: Asked['language']): string {
  const step = stepFrom(action, {});
  return step.kind === 'run' ? action.name : stepWords(action, step, language, true);
}

/** They look things up like in a conversation, and do nothing. */
function tryingHands(
  ctx: Context,
  asked: Asked,
  sources: Sources,
  actions: readonly OfferedAction[],
): Hands {
  return {
    actions,
    trouble: (error) => ctx.log.warn({ err: error }, 'a model’s tool has trouble'),
    search: (query) => searchFor(ctx, asked, sources, query),
    captureLead: async () => 'This is a trial: nothing was kept. Go on as if it had been.',
    run: async () => 'This is a trial: nothing was sent. Go on as if it had worked.',
  };
}

function recalledItems({ quotes }: LookedUp, sources: Sources): PlaygroundRecall[] {
  const numbers = new Map(sources.all().map(({ n, citation }) => [citation.event_id, n]));
  return quotes.slice(0, shownPassages).map((quote) => {
    const { passage, text, words } = quote;
    const citation = sources.describe(quote);
    const share = `${Math.round(quote.score * 100)} %`;
    const thread = passage.parent ? ', in answer to a question' : '';
    return {
      n: numbers.get(passage.item.event_id) ?? null,
      event_id: passage.item.event_id,
      ...{ label: citation.label, source: passage.source, author: citation.author ?? null },
      ...{ said_at: citation.said_at, url: citation.url, quote: text },
      why: `${share}: the words ${words.join(', ')}${thread}`,
    };
  });
}
