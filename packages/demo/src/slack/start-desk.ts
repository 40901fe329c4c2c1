import { CortexClient } from '@belay/cli/memory/cortex-client';
import type { Sandbox } from '@belay/sandbox/start-sandbox';
import type { Context } from '@belay/server/context';
import type { DemoOrganisation } from '../organisation/demo-organisation.ts';
import { demoPeople } from '../organisation/demo-people.ts';
import { watchDesk } from '../tour/desk-watch.ts';
import type { TourSource } from '../tour/tour-source.ts';
import { isKnown, unknownQuestion } from '../tour/unknown-question.ts';
import { connectSlack, mendSlack } from './connect-slack.ts';
import { keptTokens } from './kept-tokens.ts';
import { youAre } from './you-are.ts';

type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** How often it is looked who holds the demo organisation, and what may be suggested. */
const lookAgainMs = 2_000;

interface Given {
  ctx: Context;
  /** where the server answers this program */
  url: string;
  organisation: DemoOrganisation;
  sandbox: Sandbox;
  folder: string;
  /** public id */
  agent: string;
  tour: TourSource;
  signal: AbortSignal;
  sleep: Sleep;
}

/**
 * The desk of the invented company: its people, its Slack, and the tour that follows both. Resolves
 * when the signal aborts; whatever can't be made is said on the tour, and the rest goes on.
 */
export async function startDesk(given: Given): Promise<void> {
  const { ctx, url, organisation, sandbox, folder, agent, tour, signal, sleep } = given;
  const { tenant, token, actor } = organisation;
  const client = new CortexClient({ url, token, actor });
  const watching = [
    watchDesk({ url, token, actor }, (fact) => tour.hear(fact), signal, sleep),
    tour.slack.run(client, agent, signal, sleep),
    suggest(given),
  ];
  try {
    const you = await demoPeople(ctx, tenant);
    const given = { url, tenant, agent, sandbox, you, signal };
    tour.mend = () => mendSlack(given);
    await connectSlack(given);
    keptTokens(sandbox, folder).keep();
    watching.push(youAre(ctx, { tenant, sandbox }, signal, sleep));
  } catch (error) {
    if (!signal.aborted) {
      tour.trouble = 'The assistant could not be given its Slack. The terminal says why.';
      tour.changed();
      ctx.log.warn({ err: error }, 'the demo’s agent got no Slack');
    }
  }
  await Promise.all(watching);
}

/** Keeps what the tour suggests true: after something was taught, another question is unknown. */
async function suggest({ url, organisation, agent, tour, signal, sleep }: Given): Promise<void> {
  const { actor, mintAdmin } = organisation;
  const admin = async () => new CortexClient({ url, token: await mintAdmin(), actor });
  let asked: string | undefined;
  let offered = '';
  while (!signal.aborted) {
    try {
      const { taughtBy, unknown: taught } = tour.path;
      // what somebody taught is an answer once the memory has taken it in
      if (taughtBy !== null && taught !== null && tour.learnt !== taught)
        if (await isKnown(await admin(), agent, taught, signal)) {
          tour.learnt = taught;
          tour.changed();
        }
      if (asked !== (tour.learnt ?? '')) {
        tour.unknown = await unknownQuestion(await admin(), agent, signal);
        asked = tour.learnt ?? '';
        tour.changed();
      }
      const { known, unknown } = tour.suggestions();
      const starters = [...known.slice(0, 3), ...(unknown === undefined ? [] : [unknown])];
      if (known.length > 0 && offered !== starters.join('\n')) {
        await (await admin()).call('PATCH', `/v1/agents/${agent}`, {
          json: { settings: { starters } },
          signal,
        });
        offered = starters.join('\n');
        tour.changed();
      }
    } catch {
      // the memory is asked again in a moment
    }
    await sleep(lookAgainMs, signal).catch(() => undefined);
  }
}
