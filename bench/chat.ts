import type { AgentView } from '@belay/contract/desk/agent';
import type { VisitorMessageAnswer, WidgetSession } from '@belay/contract/desk/widget';
import { ownerAt } from '@belay/server/testing/managed/owner-at';
import type { ChatLoad, ChatResult } from './chat-client.ts';
import { child, said } from './child.ts';
import type { Figure } from './figure.ts';
import { openStage, type Stage } from './stage.ts';
import { widgetBytes } from './widget-bytes.ts';

/** Conversations at once, messages in all, and messages a second. */
const loads = [
  // one visitor may say no more than that
  { conversations: 1, messages: 24, perSecond: 2 },
  { conversations: 500, messages: 2_000, perSecond: 100 },
];

/**
 * A visitor's message until it is stored and until it is on the operator's screen, against a bare
 * server that writes one row and sends it on, in the same run; every visitor's own stream is open.
 * A person holds the conversations, so no agent answers meanwhile. And the widget's weight.
 */
export async function benchChat(): Promise<Figure[]> {
  // each visitor has an address of their own
  const stage = await openStage({ BELAY_PROXIES: '1', BELAY_SIGNUP: 'open' });
  const bare = child('chat-bare.ts', { DATABASE_URL: stage.database.connectionString });
  const client = child('chat-client.ts');
  try {
    const bareUrl = String(await said(bare));
    const figures: Figure[] = [];
    const most = Math.max(...loads.map(({ conversations }) => conversations));
    const own = await ourDoors(stage, most);
    const base = bareDoors(bareUrl, most);
    for (const { conversations, messages, perSecond } of loads) {
      const at = `${conversations} conversation${conversations > 1 ? 's' : ''}, ${perSecond} messages/s`;
      const run = async ({ visitors, operator }: Doors) => {
        const load: ChatLoad = {
          visitors: visitors.slice(0, conversations),
          operator,
          messages,
          perSecond,
        };
        client.send(load);
        return (await said(client)) as ChatResult;
      };
      // the first one warms both up
      await run(base);
      await run(own);
      const [theirs, ours] = [await run(base), await run(own)];
      for (const what of ['stored', 'shown'] as const)
        for (const part of [0.5, 0.99])
          figures.push(
            against(`message ${what}, p${part * 100}, ${at}`, ours[what], theirs[what], part),
          );
    }
    return [...figures, ...widgetBytes()];
  } finally {
    for (const process of [bare, client]) process.kill();
    await stage.close();
  }
}

type Doors = Pick<ChatLoad, 'visitors' | 'operator'>;

function bareDoors(url: string, count: number): Doors {
  const stream = (who: string) => ({ url: `${url}/stream/${who}`, headers: {} });
  return {
    operator: stream('operator'),
    visitors: Array.from({ length: count }, (_, n) => ({
      send: { url: `${url}/messages/c${n}`, headers: {} },
      stream: stream(`c${n}`),
    })),
  };
}

/** An agent, and visitors whose conversations the owner has taken over. */
async function ourDoors(stage: Stage, count: number): Promise<Doors> {
  const owner = await ownerAt(stage.url, stage.setupToken);
  const made = await owner.call<AgentView>('POST', '/v1/agents', { name: 'Bench' });
  await owner.call('PATCH', `/v1/agents/${made.id}`, { public: true });
  const visitors: Doors['visitors'] = [];
  for (let n = 0; n < count; n++) {
    const session = await asVisitor<WidgetSession>(stage, 'session', { agent_id: made.id }, n);
    const headers = visitorHeaders(n, session.token);
    const { conversation } = await asVisitor<VisitorMessageAnswer>(
      stage,
      'messages',
      { text: 'Hello.', client_id: 'first' },
      n,
      session.token,
    );
    await owner.call('POST', `/v1/desk/conversations/${conversation.id}/take-over`, {});
    visitors.push({
      send: { url: `${stage.url}/v1/widget/messages`, headers },
      stream: { url: `${stage.url}/v1/widget/stream`, headers },
    });
  }
  return { operator: { url: `${stage.url}/v1/desk/stream`, headers: owner.headers }, visitors };
}

async function asVisitor<T>(
  stage: Stage,
  path: string,
  body: unknown,
  n: number,
  token?: string,
): Promise<T> {
  const answer = await fetch(`${stage.url}/v1/widget/${path}`, {
    method: 'POST',
    headers: { ...visitorHeaders(n, token), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

function visitorHeaders(n: number, token?: string): Record<string, string> {
  return {
    'x-forwarded-for': `198.51.${100 + (n >> 8)}.${n & 255}`,
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
}

function against(name: string, ours: number[], theirs: number[], part: number): Figure {
  const at = (sorted: number[]) => sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
  const [value, baseline] = [at(ours), at(theirs)];
  return { name, value, baseline, ratio: value / baseline, unit: 'ms' };
}
