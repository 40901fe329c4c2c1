import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentView } from '@belay/contract/desk/agent';
import { startSandbox } from '@belay/sandbox/start-sandbox';
import type pg from 'pg';
import { Fleet } from '../../../testing/managed/fleet.ts';
import { openFrontDoor } from '../../../testing/managed/front-door.ts';
import { type Owner, ownerAt } from '../../../testing/managed/owner-at.ts';
import { BusyVisitor } from '../../testing/busy-visitor.ts';
import { deskComplaints } from '../../testing/desk-complaints.ts';
import { BusyColleague } from './busy-colleague.ts';
import { slackComplaints } from './slack-complaints.ts';

export interface SlackSurvived {
  complaints: string[];
  /** lines that were typed in Slack, and those of them that visitors got */
  typed: number;
  sent: number;
  /** buttons whose press was answered */
  clicks: number;
  cards: number;
}

interface Plan {
  databaseUrl: string;
  pool: pg.Pool;
  dataDir: string;
  visitors: number;
  /** how often a process is killed while people talk, and the time between, ms */
  kills: number;
  killEveryMs: number;
}

const size = 3;
const restMs = 90_000;

/**
 * Three processes of the real program on one PostgreSQL and a sandbox workspace: visitors who ask
 * for people, colleagues who press and type in Slack, and SIGKILL by turns. At rest Slack and the
 * desk have to tell the same.
 */
export async function surviveSlack(plan: Plan): Promise<SlackSurvived> {
  const sandbox = await startSandbox();
  const fleet = new Fleet(size, {
    DATABASE_URL: plan.databaseUrl,
    BELAY_DATA_DIR: plan.dataDir,
    BELAY_SECRET_KEY: '5a'.repeat(32),
    SLACK_API_URL: sandbox.apiUrl,
  });
  const door = await openFrontDoor(() => fleet.urls);
  const visitors: BusyVisitor[] = [];
  try {
    const first = await fleet.start(0);
    const owner = await ownerAt(door.url, await first.setup);
    const others = Promise.all([fleet.start(1), fleet.start(2)]);
    const { world, app } = sandbox;
    // the same person as the owner here, by e-mail
    const olga = world.addUser({ name: 'olga', email: 'olga@example.com' }).id;
    const channels = ['support', 'all'].map(
      (name) => world.addChannel({ name, members: [olga, app.botUserId] }).id,
    );
    const [agent] = await Promise.all([agentInSlack(owner, sandbox, channels), others]);
    await sandbox.subscribe({ url: `${door.url}/slack/events` });
    sandbox.interactivity.configure({ requestUrl: `${door.url}/slack/interactivity` });

    for (let n = 0; n < plan.visitors; n++) visitors.push(new BusyVisitor(door.url, agent));
    await Promise.all(visitors.map((visitor) => visitor.open()));
    const colleague = new BusyColleague(sandbox, olga, channels);
    const over = new AbortController();
    const working = colleague.work(over.signal);
    const talking = visitors.map(async (visitor) => {
      for (let n = 0; !over.signal.aborted; n++) {
        await visitor.say(n);
        // a channel takes one message a second, and each word has its answer there
        await sleep(3_000 + Math.random() * 3_000);
      }
    });
    for (let kill = 0; kill < plan.kills; kill++) {
      await sleep(plan.killEveryMs);
      await fleet.kill(kill % size);
      await fleet.start(kill % size);
    }
    // where processes start quickly little was typed so far
    const deadline = Date.now() + restMs;
    while (!(await isEnough(plan.pool, colleague)) && Date.now() < deadline) await sleep(100);
    over.abort();
    await Promise.all([working, ...talking]);
    const complaints = await atRest(async () => [
      ...(await deskComplaints(plan.pool, owner.tenant, visitors)),
      ...(await slackComplaints(plan.pool, owner.tenant, sandbox, [colleague])),
    ]);
    const { sent, cards } = await inSlack(plan.pool);
    return { complaints, typed: colleague.lines.length, sent, clicks: colleague.clicks, cards };
  } finally {
    await Promise.all(visitors.map((visitor) => visitor.close()));
    await fleet.close();
    await door.close();
    await sandbox.close();
  }
}

/** Lines that went from Slack to visitors, and cards that stand there. */
async function inSlack(pool: pg.Pool): Promise<{ sent: number; cards: number }> {
  const { rows } = await pool.query<{ sent: number; cards: number }>(
    `select (select count(*)::int from slack_line where fate = 'sent') as sent,
            (select count(*)::int from slack_card where ts is not null) as cards`,
  );
  return rows[0] ?? { sent: 0, cards: 0 };
}

async function isEnough(pool: pg.Pool, { lines, clicks }: BusyColleague): Promise<boolean> {
  const { sent, cards } = await inSlack(pool);
  return lines.length > 10 && clicks > 3 && sent > 0 && cards > 4;
}

/** What is still on its way may take its time; what is wrong stays wrong. */
async function atRest(complain: () => Promise<string[]>): Promise<string[]> {
  const deadline = Date.now() + restMs;
  for (;;) {
    const complaints = await complain();
    if (complaints.length === 0 || Date.now() > deadline) return complaints;
    await sleep(500);
  }
}

/** An agent whose conversations and escalations go to the first channel, and all of them to the second. */
async function agentInSlack(
  owner: Owner,
  sandbox: Awaited<ReturnType<typeof startSandbox>>,
  [support, all]: readonly string[],
): Promise<string> {
  const { id } = await owner.call<AgentView>('POST', '/v1/agents', { name: 'Ropes' });
  await owner.call('POST', `/v1/agents/${id}/knowledge`, {
    kind: 'qa',
    question: 'How long may we use a rope?',
    answer: 'Textile ropes are retired after ten years at the latest.',
  });
  await owner.call('PATCH', `/v1/agents/${id}`, { public: true });
  await owner.call('POST', `/v1/agents/${id}/slack/tokens`, {
    token: sandbox.botToken,
    signing_secret: sandbox.signingSecret,
  });
  const on = { enabled: true, channel: null };
  await owner.call('PUT', `/v1/agents/${id}/slack`, {
    default_channel: support,
    catch_all: all,
    events: { new_conversation: on, escalation: on, low_rating: on, lead: on, action: on },
    thread_delay: 1,
  });
  return id;
}
