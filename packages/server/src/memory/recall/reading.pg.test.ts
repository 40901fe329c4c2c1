import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startTestServer,
  type TestIdentity,
  type TestServer,
} from '../../testing/start-test-server.ts';

let server: TestServer;
let ann: TestIdentity;
beforeAll(async () => {
  server = await startTestServer();
  ann = await server.signup();
});
afterAll(() => server.close());

interface Shown {
  event_id: string;
  score: number;
  content: { text: string };
  observed_at: string;
}

const say = async (text: string, channel: string, context: Record<string, unknown> = {}) => {
  const answer = await ann.call('POST', '/v1/experience?wait=indexed', {
    scope: `${ann.scope}/source:slack/channel:${channel}`,
    modality: 'conversation',
    observed_actor: 'user:priya@acme.example',
    content: { kind: 'message', role: 'user', text },
    context,
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { event_id: string }).event_id;
};
const recall = async (query: string, more: Record<string, unknown> = {}, who = ann) => {
  const answer = await who.call('POST', '/v1/recall', {
    scope: ann.scope,
    view: 'descend',
    query,
    ...more,
  });
  const pack = (await answer.json()) as {
    layers: { events: Shown[] };
    context_block: string;
    provenance: { citations: Record<string, { id: string }> };
  };
  return {
    status: answer.status,
    pack,
    texts: pack.layers?.events.map((event) => event.content.text),
  };
};
const list = async (query: string, who = ann) => {
  const answer = await who.call('GET', `/v1/events?scope=${ann.scope}&view=descend&${query}`);
  return (await answer.json()) as { items: Shown[]; next_cursor: string | null; has_more: boolean };
};

test('[MEM-7] recall finds by stems, cites, and ranks the better match first', async () => {
  await say('Lunch is at noon', 'random');
  const id = await say('We migrated the payments database to a bigger machine', 'engineering');
  await say('The payments page has a new colour', 'engineering');
  const { pack, texts } = await recall('why are we migrating the payments database?');
  expect(texts[0]).toContain('bigger machine');
  expect(texts).not.toContain('Lunch is at noon');
  expect(pack.provenance.citations['[1]']?.id).toBe(id);
  expect(pack.context_block).toContain('[1]');
  expect(pack.context_block).toContain('user:priya@acme.example');
});

test('[MEM-7] a thread neighbour comes along with its match', async () => {
  const parent = await say('Who can fix the zeppelin hangar?', 'ops');
  await say('I will, tomorrow at nine', 'ops', { preceded_by: [parent] });
  const { texts } = await recall('zeppelin hangar');
  expect(texts).toEqual(['Who can fix the zeppelin hangar?', 'I will, tomorrow at nine']);
});

test('[MEM-7] as_of answers from what was recorded and open by then', async () => {
  const first = await say('The quokka budget is 100', 'finance');
  const between = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await say('The quokka budget is 250', 'finance', {
    labels: [`supersedes:${first}`],
    preceded_by: [first],
  });
  expect((await recall('quokka budget')).texts).toEqual(['The quokka budget is 250']);
  const then = await recall('quokka budget', { temporal: { as_of: between } });
  expect(then.texts).toEqual(['The quokka budget is 100']);
  const long = await recall('quokka budget', { temporal: { as_of: '2001-01-01T00:00:00Z' } });
  expect(long.texts).toEqual([]);
});

test('[MEM-7] a supersedes label of another writer or scope closes nothing', async () => {
  const first = await say('The platypus plan stands', 'plans');
  await say('The platypus plan fell', 'other', { labels: [`supersedes:${first}`] });
  const minted = await ann.call('POST', '/v1/auth/tokens', {
    subject: 'service:intruder',
    scopes: [ann.scope],
  });
  const { token } = (await minted.json()) as { token: string };
  await server
    .identity(token, 'service:intruder', ann.scope)
    .call('POST', '/v1/experience?wait=indexed', {
      scope: `${ann.scope}/source:slack/channel:plans`,
      modality: 'conversation',
      content: { kind: 'text', text: 'The platypus plan was stolen' },
      context: { labels: [`supersedes:${first}`] },
    });
  expect((await recall('platypus plan')).texts).toContain('The platypus plan stands');
});

test('[MEM-7] odd questions answer calmly', async () => {
  for (const query of [
    '',
    '   ',
    'the of and',
    "'; drop table event; --",
    '& | ! ( <->',
    'a'.repeat(20_000),
    '\u0000',
    '日本語',
  ])
    expect((await recall(query)).status).toBe(200);
  expect((await recall('x'.repeat(20_001))).status).toBe(422);
  expect((await recall('x', { limit: 3 })).status).toBe(422);
});

test('[MEM-7] filters and budgets narrow the pack', async () => {
  await say('narwhal one', 'sea', { labels: ['ts:1'] });
  await say('narwhal two', 'sea', { labels: ['ts:2'] });
  const filtered = await recall('narwhal', { filters: { AND: [{ labels: { in: ['ts:2'] } }] } });
  expect(filtered.texts).toEqual(['narwhal two']);
  const limited = await recall('narwhal', { budgets: { per_layer_limits: { events: 1 } } });
  expect(limited.texts).toHaveLength(1);
});

test('[MEM-7] a span, an unknown moment or another layer brings in nothing else', async () => {
  const parent = await say('The axolotl tank leaks', 'lab');
  const between = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await say('Fixed with tape', 'lab', { preceded_by: [parent] });
  const spanned = await recall('axolotl tank', { temporal: { recorded_during: { to: between } } });
  expect(spanned.texts).toEqual(['The axolotl tank leaks']);
  expect((await recall('axolotl', { include: ['facts'] })).texts).toEqual([]);
  expect((await recall('axolotl', { temporal: { as_of: '0000-01-01T00:00:00Z' } })).status).toBe(
    422,
  );
  expect((await recall('axolotl', { filters: { labels: { in: ['a\u0000'] } } })).status).toBe(422);
  expect((await ann.call('GET', `/v1/events?scope=${ann.scope}&labels=%00`)).status).toBe(422);
});

test('[MEM-7] a scope above, beside or of another tenant is refused; holistic has no descendants', async () => {
  const bob = await server.signup();
  expect((await recall('narwhal', {}, bob)).status).toBe(403);
  const holistic = await recall('narwhal', { view: 'holistic' });
  expect(holistic.texts).toEqual([]);
});

test('[MEM-7] listing shows each event once, newest first, also while others write', async () => {
  const scope = `${ann.scope}/source:list`;
  const write = (index: number) => ({
    scope,
    modality: 'observation',
    content: { kind: 'text', text: `item ${index}` },
    context: {
      observed_at: new Date(1_700_000_000_000 + Math.floor(index / 3) * 1000).toISOString(),
    },
  });
  const items = Array.from({ length: 90 }, (_, index) => write(index));
  await ann.call('POST', '/v1/experience/bulk', { items });
  const seen: Shown[] = [];
  let cursor = '';
  do {
    const answer = await ann.call('GET', `/v1/events?scope=${scope}&limit=7${cursor}`);
    const page = (await answer.json()) as Awaited<ReturnType<typeof list>>;
    seen.push(...page.items);
    cursor = page.next_cursor ? `&cursor=${page.next_cursor}` : '';
    await ann.call('POST', '/v1/experience', { ...write(500 + seen.length) });
  } while (cursor !== '');
  expect(new Set(seen.map((item) => item.event_id)).size).toBe(90);
  const times = seen.map((item) => item.observed_at);
  expect(times).toEqual([...times].sort().reverse());
});

test('[MEM-7] listing filters, and refuses a foreign cursor', async () => {
  expect((await list('labels=ts:1,ts:2')).items).toHaveLength(2);
  expect((await list('observed_actor=user:priya@acme.example&limit=2')).has_more).toBe(true);
  expect((await list('since=2999-01-01T00:00:00Z')).items).toEqual([]);
  expect((await ann.call('GET', `/v1/events?scope=${ann.scope}&cursor=bad`)).status).toBe(422);
});

test('[MEM-7] without a model, answer says so', async () => {
  const answer = await ann.call('POST', '/v1/answer', { question: 'why?' });
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ error_code: 'NOT_CONFIGURED' });
});

test('[MEM-8] forgotten content, actor and labels are nowhere in the database, nor its blob on disk', async () => {
  const headers = {
    authorization: `Bearer ${ann.token}`,
    'x-cortex-actor': ann.actor,
    'content-type': 'text/plain',
  };
  const uploaded = await fetch(`${server.url}/v1/blobs`, {
    method: 'POST',
    headers,
    body: 'xylophone bytes',
  });
  const { blob_id } = (await uploaded.json()) as { blob_id: string };
  const written = await ann.call('POST', '/v1/experience?wait=indexed', {
    scope: `${ann.scope}/source:secret`,
    modality: 'conversation',
    observed_actor: 'user:mole@acme.example',
    content: { kind: 'blob_ref', blob_id, transcript: 'the xylophone secret' },
    context: { labels: ['label:xylophone'] },
  });
  const { event_id } = (await written.json()) as { event_id: string };
  const body = {
    scope: ann.scope,
    selector: { memory_ids: [event_id] },
    cascade: 'redact_events',
    audit_note: 'asked',
  };
  const forgotten = await ann.call('POST', '/v1/forget', body);
  expect(await forgotten.json()).toMatchObject({ deleted: { events: 1 } });
  const again = await ann.call('POST', '/v1/forget', body);
  expect(await again.json()).toMatchObject({ deleted: { events: 0 } });
  const { rows } = await server.pool.query(
    `select query_to_xml('select * from ' || table_name, true, false, '')::text as dump
     from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const dump = rows.map((row) => row.dump).join();
  expect(dump).not.toContain('xylophone');
  expect(dump).not.toContain('mole@acme');
  expect((await recall('xylophone secret')).texts).toEqual([]);
  expect((await ann.call('GET', `/v1/events/${event_id}`)).status).toBe(404);
  expect((await ann.call('GET', `/v1/blobs/${blob_id}`)).status).toBe(404);
  expect((await server.pool.query('select 1 from blob_trash')).rows).toEqual([]);
});

test('[MEM-8] a blob that another experience refers to survives', async () => {
  const headers = {
    authorization: `Bearer ${ann.token}`,
    'x-cortex-actor': ann.actor,
    'content-type': 'text/plain',
  };
  const uploaded = await fetch(`${server.url}/v1/blobs`, {
    method: 'POST',
    headers,
    body: 'shared bytes',
  });
  const { blob_id } = (await uploaded.json()) as { blob_id: string };
  const refer = async () => {
    const answer = await ann.call('POST', '/v1/experience', {
      scope: `${ann.scope}/source:files`,
      modality: 'document',
      content: { kind: 'blob_ref', blob_id },
    });
    return ((await answer.json()) as { event_id: string }).event_id;
  };
  const [first] = [await refer(), await refer()];
  await ann.call('POST', '/v1/forget', {
    scope: ann.scope,
    selector: { memory_ids: [first] },
    cascade: 'redact_events',
  });
  expect(await (await ann.call('GET', `/v1/blobs/${blob_id}`)).text()).toBe('shared bytes');
});

test('[MEM-8] more forgets at once than there are connections all answer', async () => {
  const ids = await Promise.all(
    Array.from({ length: 40 }, (_, n) => say(`to forget ${n}`, 'crowd')),
  );
  const answers = await Promise.all(
    ids.map((id) =>
      ann.call('POST', '/v1/forget', {
        scope: ann.scope,
        selector: { memory_ids: [id] },
        cascade: 'redact_events',
        audit_note: 'all at once',
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
});

test('[MEM-8] an unclear forget is refused and erases nothing', async () => {
  const empty = await ann.call('POST', '/v1/forget', {
    scope: ann.scope,
    cascade: 'redact_events',
  });
  expect(empty.status).toBe(422);
  expect(await empty.json()).toMatchObject({ error_code: 'EMPTY_SELECTOR_WITHOUT_CONFIRMATION' });
  const both = await ann.call('POST', '/v1/forget', {
    scope: ann.scope,
    selector: { about_subject: 'user:x' },
    confirm_all: true,
    cascade: 'redact_events',
  });
  expect(both.status).toBe(400);
});

test('[MEM-8] export streams every experience as a line', async () => {
  const answer = await ann.call('POST', '/v1/export', { scope: `${ann.scope}/source:list` });
  const lines = (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Shown);
  expect(lines.length).toBeGreaterThanOrEqual(90);
  expect(lines[0]?.content.text).toBe('item 0');
});
