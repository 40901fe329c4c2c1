import type { AgentView } from '@belay/contract/desk/agent';
import type { KnowledgeView } from '@belay/contract/desk/knowledge';
import type { Context } from '../../../context.ts';
import { uuidOf } from '../../../memory/ids.ts';
import { startTestServer, type TestServer } from '../../../testing/start-test-server.ts';
import { setUpOwner, type TestPerson } from '../../../testing/test-person.ts';
import { findRun, type Run } from '../teach/run.ts';
import { teach } from '../teach/teach.ts';

/** A server without jobs, an owner and an agent: a test runs each job by hand. */
export interface KnowledgeWorld {
  server: TestServer;
  owner: TestPerson;
  /** public id */
  agent: string;
  ask<T>(method: string, path: string, body?: unknown): Promise<T>;
  add(body: unknown): Promise<KnowledgeView>;
  upload(name: string, bytes: Uint8Array | string): Promise<Response>;
  read(id: string): Promise<KnowledgeView>;
  run(id: string): Promise<Run>;
  /** the job of a source, to its end; a site without pauses */
  work(id: string, over?: { ctx?: Partial<Context>; signal?: AbortSignal }): Promise<KnowledgeView>;
  /** texts that stand in the memory for a source */
  taught(id: string): Promise<string[]>;
  close(): Promise<void>;
}

export async function knowledgeWorld(): Promise<KnowledgeWorld> {
  const server = await startTestServer({ BELAY_LOCAL_TARGETS: '1' });
  const owner = await setUpOwner(server);
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await owner.call(method, path, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  const agent = (await ask<AgentView>('POST', '/v1/agents', { name: 'Ada' })).id;
  const path = `/v1/agents/${agent}/knowledge`;
  const uuid = (id: string) => uuidOf('kno', id) ?? '';
  const read = (id: string) => ask<KnowledgeView>('GET', `${path}/${id}`);
  const run = async (id: string) => {
    const found = await findRun(server.pool, { tenant: owner.tenant, knowledge: uuid(id) });
    if (!found) throw new Error('the source is gone');
    return found;
  };
  return {
    ...{ server, owner, agent, ask, read, run },
    add: (body) => ask('POST', path, body),
    upload: (name, bytes) =>
      fetch(`${server.url}${path}/documents?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { cookie: owner.cookie, origin: server.url, 'x-belay-tenant': owner.tenant },
        body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
      }),
    async work(id, { ctx: over = {}, signal = new AbortController().signal } = {}) {
      const found = await run(id);
      await teach(
        { ...server.ctx, ...over },
        { tenant: owner.tenant, knowledge: found.id },
        { signal, attempt: 1, isLast: false },
        0,
      );
      return read(id);
    },
    async taught(id) {
      const { rows } = await server.pool.query<{ text: string }>(
        `select e.envelope::jsonb #>> '{content,text}' as text from event e
         where e.tenant = $1 and e.scope like '%/item:' || replace($2::text, '-', '')
           and e.forgotten_at is null order by 1`,
        [owner.tenant, uuid(id)],
      );
      return rows.map(({ text }) => text);
    },
    close: () => server.close(),
  };
}
