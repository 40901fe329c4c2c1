import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentView } from '@belay/contract/desk/agent';
import type { ConversationsPage } from '@belay/contract/desk/conversation';
import type pg from 'pg';
import { Fleet } from '../../testing/managed/fleet.ts';
import { openFrontDoor } from '../../testing/managed/front-door.ts';
import { type Owner, ownerAt } from '../../testing/managed/owner-at.ts';
import { BusyVisitor } from './busy-visitor.ts';
import { deskComplaints } from './desk-complaints.ts';

export interface DeskSurvived {
  complaints: string[];
  /** messages that visitors sent */
  said: number;
  /** verbs of the operator that held */
  verbs: number;
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

const restMs = 60_000;

/**
 * Two processes of the real program on one PostgreSQL, visitors and an operator who talk, and
 * SIGKILL by turns. At rest every promise of the desk has to hold.
 */
export async function surviveDesk(plan: Plan): Promise<DeskSurvived> {
  const fleet = new Fleet(2, {
    DATABASE_URL: plan.databaseUrl,
    BELAY_DATA_DIR: plan.dataDir,
    BELAY_SECRET_KEY: '5a'.repeat(32),
  });
  const door = await openFrontDoor(() => fleet.urls);
  const visitors: BusyVisitor[] = [];
  try {
    const first = await fleet.start(0);
    const owner = await ownerAt(door.url, await first.setup);
    const [agent] = await Promise.all([teach(owner), fleet.start(1)]);
    for (let n = 0; n < plan.visitors; n++) visitors.push(new BusyVisitor(door.url, agent));
    await Promise.all(visitors.map((visitor) => visitor.open()));

    const over = new AbortController();
    const talking = visitors.map(async (visitor) => {
      for (let n = 0; !over.signal.aborted; n++) {
        await visitor.say(n);
        await sleep(200 + Math.random() * 600);
      }
    });
    const held = { verbs: 0 };
    const operating = operate(owner, over.signal, held);
    for (let kill = 0; kill < plan.kills; kill++) {
      await sleep(plan.killEveryMs);
      await fleet.kill(kill % 2);
      await fleet.start(kill % 2);
    }
    // where processes start quickly little was done so far
    const deadline = Date.now() + restMs;
    while ((held.verbs <= 5 || saidBy(visitors) <= 20) && Date.now() < deadline) await sleep(100);
    over.abort();
    await Promise.all([operating, ...talking]);
    // the last word of all: whoever begins to answer it dies, and nobody speaks again
    const last = new BusyVisitor(door.url, agent);
    visitors.push(last);
    await last.open();
    await last.say(0);
    await Promise.all([fleet.kill(0), fleet.kill(1)]);
    await Promise.all([fleet.start(0), fleet.start(1)]);
    const complaints = await atRest(plan.pool, owner.tenant, visitors);
    return { complaints, said: saidBy(visitors), ...held };
  } finally {
    await Promise.all(visitors.map((visitor) => visitor.close()));
    await fleet.close();
    await door.close();
  }
}

function saidBy(visitors: readonly BusyVisitor[]): number {
  return visitors.reduce((sum, { stored }) => sum + stored.size, 0);
}

/** What is still on its way may take its time; what is wrong stays wrong. */
async function atRest(
  pool: pg.Pool,
  tenant: string,
  visitors: readonly BusyVisitor[],
): Promise<string[]> {
  const deadline = Date.now() + restMs;
  for (;;) {
    const complaints = await deskComplaints(pool, tenant, visitors);
    if (complaints.length === 0 || Date.now() > deadline) return complaints;
    await sleep(500);
  }
}

async function teach(owner: Owner): Promise<string> {
  const { id } = await owner.call<AgentView>('POST', '/v1/agents', { name: 'Ropes' });
  await owner.call('POST', `/v1/agents/${id}/knowledge`, {
    kind: 'qa',
    question: 'How long may we use a rope?',
    answer: 'Textile ropes are retired after ten years at the latest.',
  });
  await owner.call('PATCH', `/v1/agents/${id}`, { public: true });
  return id;
}

/** Somebody who takes, answers, gives back and closes whatever is there. */
async function operate(owner: Owner, over: AbortSignal, held: { verbs: number }): Promise<void> {
  for (let n = 0; !over.aborted; n++) {
    await sleep(100);
    const page = await owner.maybe<ConversationsPage>('GET', '/v1/desk/conversations?limit=50');
    const one = page?.items[Math.floor(Math.random() * (page?.items.length ?? 0))];
    if (!one) continue;
    const { id, claim, epoch } = one;
    const verbs: [string, unknown][] = [
      ['take-over', {}],
      ['messages', { text: `A person says ${n}.`, client_id: `op-${n}` }],
      ['messages', { text: `A note ${n}.`, note: true, client_id: `note-${n}` }],
      ['hand-back', claim ? { claim } : {}],
      ['release', claim ? { claim } : {}],
      ['close', { epoch }],
    ];
    const [verb, body] = verbs[Math.floor(Math.random() * verbs.length)] ?? ['take-over', {}];
    if (await owner.maybe('POST', `/v1/desk/conversations/${id}/${verb}`, body)) held.verbs += 1;
  }
}
