import { setTimeout as wait } from 'node:timers/promises';
import { startSandbox } from '@belay/sandbox/start-sandbox';
import type { Figure } from './figure.ts';
import { part } from './notify-latency.ts';
import type { NotifyStage } from './notify-stage.ts';
import { workspaceOf } from './notify-workspace.ts';

const rounds = 15;
const warmUp = 2;
/** `chat.update`: 50 a minute, ten of them at once; asking for a person took some of these. */
const updateMs = 1_200;
const mostAtOnce = 10;
const copies = 3;

/**
 * Take Over pressed in Slack: until the conversation is somebody's, and until every copy of the card
 * shows it. Three channels, one at a time, with pauses that keep under Slack's own limits.
 */
export async function clickFigures(stage: NotifyStage): Promise<Figure[]> {
  const sandbox = await startSandbox();
  try {
    const { world, interactivity } = sandbox;
    const olga = world.addUser({ name: 'olga', realName: 'Olga', email: 'olga@example.com' }).id;
    const members = [olga, sandbox.app.botUserId];
    const [main = '', all = '', fresh = ''] = ['support', 'all', 'new'].map(
      (name) => world.addChannel({ name, members }).id,
    );
    const on = (channel: string | null) => ({ enabled: true, channel });
    const off = { enabled: false, channel: null };
    await stage.bind(await workspaceOf(stage, sandbox), {
      history: false,
      default_channel: main,
      catch_all: all,
      events: {
        ...{ escalation: on(null), new_conversation: on(fresh) },
        ...{ low_rating: off, lead: off, action: off },
      },
    });
    interactivity.configure({ requestUrl: `${stage.url}/slack/interactivity` });
    const claims: number[] = [];
    const redraws: number[] = [];
    for (let n = 0; n < rounds + warmUp; n += 1) {
      const conversation = await stage.converse();
      await stage.escalate(conversation);
      const card = await rooted(stage, conversation, main);
      // the click finds the budget as an idle system has it
      await wait(mostAtOnce * updateMs);
      let updated = 0;
      const drawn = Promise.withResolvers<number>();
      const deaf = sandbox.calls.onCall(({ method, answer }) => {
        if (method !== 'chat.update' || answer?.body.ok !== true) return;
        updated += 1;
        if (updated === copies) drawn.resolve(performance.now());
      });
      const pressed = performance.now();
      const outcome = interactivity.click(
        olga,
        { channel: main, ts: card },
        { actionId: 'belay_take' },
      );
      claims.push((await claimed(stage, conversation)) - pressed);
      redraws.push((await drawn.promise) - pressed);
      deaf();
      if (!(await outcome).ok) throw new Error('the click was refused');
    }
    const figure = (name: string, values: number[], share: number): Figure => ({
      name: `${name}, p${share * 100}`,
      value: part(values.slice(warmUp), share),
      unit: 'ms',
    });
    const redraw = `click to all ${copies} cards redrawn`;
    return [
      figure('click to claim', claims, 0.5),
      figure('click to claim', claims, 0.99),
      figure(redraw, redraws, 0.5),
      within(figure(redraw, redraws, 0.99), 2_000),
    ];
  } finally {
    await sandbox.close();
  }
}

function within(figure: Figure, goal: number): Figure {
  return { ...figure, goal: `<= ${goal}`, holds: figure.value <= goal };
}

/** All of its cards stand, and look as they should; the root in this channel. */
async function rooted(stage: NotifyStage, conversation: string, channel: string): Promise<string> {
  for (;;) {
    const { rows } = await stage.pool.query<{ ts: string; channel: string; calm: boolean }>(
      `select k.ts, k.channel, not exists (
         select from slack_post p where p.card = k.id
           and (p.state in ('waiting', 'sending') or p.redraw_at is not null)) as calm
       from slack_card k where k.conversation = $1 and k.ts is not null`,
      [conversation],
    );
    const found = rows.find((row) => row.channel === channel);
    if (found && rows.length === copies && rows.every(({ calm }) => calm)) return found.ts;
    await wait(20);
  }
}

async function claimed({ pool }: NotifyStage, conversation: string): Promise<number> {
  for (;;) {
    const { rows } = await pool.query({
      name: 'bench-claimed',
      text: "select from conversation where id = $1 and state = 'human'",
      values: [conversation],
    });
    if (rows.length > 0) return performance.now();
    await wait(1);
  }
}
