import type { LeadsPage, VisitorDetail, VisitorsPage } from '@belay/contract/desk/visitor';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidOf } from '../../memory/ids.ts';
import { type Listener, listen } from '../live/testing/listen.ts';
import { sweepSilent } from './sweep-silent.ts';
import { type DeskWorld, deskWorld } from './testing/desk-world.ts';

let world: DeskWorld;
beforeAll(async () => {
  world = await deskWorld();
});
afterAll(() => world.close());

const named = async (name: string, email = `${name.toLowerCase()}@rope.example`) => {
  const visitor = await world.visit();
  const { conversation } = await visitor.say(`hello, here is ${name}`);
  await world.server.pool.query('update visitor set name = $2, email = $3 where id = $1', [
    uuidOf('vis', visitor.session.visitor.id),
    ...[name, email],
  ]);
  return { ...visitor, id: visitor.session.visitor.id, conversation: conversation.id };
};
const ask = async <T>(method: string, path: string, body?: unknown) => {
  const answer = await world.owner.call(method, path, body);
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
};

test('[DSK-6] visitors are listed page by page, and found by any word of theirs', async () => {
  const names = ['Nadia', 'Noor', 'Nils', 'Nora', 'Nell'];
  for (const name of names) await named(name);
  const seen: string[] = [];
  let cursor = '';
  do {
    const page = await ask<VisitorsPage>('GET', `/v1/desk/visitors?limit=2${cursor}`);
    seen.push(...page.items.map(({ name }) => name ?? ''));
    cursor = page.next_cursor ? `&cursor=${encodeURIComponent(page.next_cursor)}` : '';
  } while (cursor);
  expect(seen.filter((name) => names.includes(name))).toEqual([...names].reverse());
  const found = await ask<VisitorsPage>('GET', '/v1/desk/visitors?query=NOOR@');
  expect(found.items.map(({ name }) => name)).toEqual(['Noor']);
  const none = await ask<VisitorsPage>('GET', '/v1/desk/visitors?query=%25');
  expect(none.items).toEqual([]);
  for (const wrong of ['cursor=x', 'query=%00', 'limit=0'])
    expect((await world.owner.call('GET', `/v1/desk/visitors?${wrong}`)).status).toBe(422);
});

test('[SEC-4] a blocked visitor reads and writes nothing, and comes back when let in', async () => {
  const mallory = await named('Mallory');
  const path = `/v1/desk/visitors/${mallory.id}`;
  const own = `/v1/widget/conversations/${mallory.conversation}`;
  const blocked = await ask<VisitorDetail['visitor']>('POST', `${path}/block`, { reason: 'spam' });
  expect(blocked.blocked).toMatchObject({ reason: 'spam' });
  const again = await ask<VisitorDetail['visitor']>('POST', `${path}/block`, { reason: 'other' });
  expect(again.blocked).toEqual(blocked.blocked);
  for (const answer of [
    await mallory.call('GET', own),
    await mallory.call('POST', '/v1/widget/messages', { text: 'x', client_id: 'x' }),
    await mallory.call('POST', '/v1/widget/session', { agent_id: world.agent.id }),
  ])
    expect([answer.status, await answer.json()]).toMatchObject([
      403,
      { details: { reason: 'blocked' } },
    ]);
  const { conversations } = await ask<VisitorDetail>('GET', path);
  expect(conversations[0]?.visitor.blocked).toBe(true);
  expect((await ask<VisitorDetail['visitor']>('POST', `${path}/unblock`, {})).blocked).toBeNull();
  expect((await mallory.call('GET', own)).status).toBe(200);
});

test('[SEC-7] a CSV of visitors and leads runs nothing when it is opened', async () => {
  const eve = await named('=HYPERLINK("http://evil.example")', '+1@evil.example');
  await eve.call('POST', '/v1/widget/leads', {
    conversation_id: eve.conversation,
    fields: { name: "@SUM(1+1)*cmd|' /C calc'!A0", email: 'eve@evil.example' },
  });
  for (const [path, wanted] of [
    ['/v1/desk/visitors/export', `"'@SUM(1+1)*cmd|' /C calc'!A0"`],
    ['/v1/desk/leads/export', `"'@SUM(1+1)*cmd|' /C calc'!A0",eve@evil.example`],
  ] as const) {
    const answer = await world.owner.call('GET', path);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="\w+\.csv"$/);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from('efbbbf', 'hex'));
    expect(bytes.toString()).toContain(wanted);
    expect(bytes.toString()).not.toMatch(/(^|,|\n)"?[=+@-]/);
  }
});

test('[SEC-7] everything about one visitor is one JSON document', async () => {
  const ann = await named('Ann');
  for (let n = 0; n < 3; n++) await ann.say(`word ${n}`, { conversation_id: ann.conversation });
  await ann.call('POST', '/v1/widget/leads', {
    ...{ conversation_id: ann.conversation, fields: { email: 'ann@rope.example' } },
  });
  const other = await named('Other');
  const answer = await world.owner.call('GET', `/v1/desk/visitors/${ann.id}/export`);
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  const text = await answer.text();
  expect(text).not.toContain(other.id);
  const all = JSON.parse(text) as {
    visitor: { id: string };
    leads: unknown[];
    conversations: { conversation: { id: string }; messages: { text: string; seq: number }[] }[];
  };
  expect(all.visitor.id).toBe(ann.id);
  expect(all.leads).toHaveLength(1);
  expect(all.conversations.map(({ conversation }) => conversation.id)).toEqual([ann.conversation]);
  const texts = all.conversations[0]?.messages.map((message) => message.text);
  for (const word of ['hello, here is Ann', 'word 0', 'word 1', 'word 2'])
    expect(texts).toContain(word);
});

test('[SEC-7] an erased visitor is gone from everywhere, and whoever watches is told', async () => {
  const { server, owner } = world;
  const zoe = await named('Zoe', 'zoe-secret@rope.example');
  const uuid = uuidOf('vis', zoe.id) ?? '';
  const upload = await fetch(`${server.url}/v1/widget/files?name=zoe-secret.txt`, {
    method: 'POST',
    headers: { authorization: `Bearer ${zoe.token}` },
    body: 'zoe-secret in a file',
  });
  const file = (await upload.json()) as { id: string; url: string };
  await zoe.say('my number is zoe-secret', {
    ...{ conversation_id: zoe.conversation, file_ids: [file.id] },
  });
  await zoe.call('POST', '/v1/widget/leads', {
    ...{ conversation_id: zoe.conversation, fields: { email: 'zoe-secret@rope.example' } },
  });
  const conversation = uuidOf('cnv', zoe.conversation) ?? '';
  await server.pool.query(
    `insert into letter (tenant, id, conversation, visitor, recipient, subject, body)
     values ($1, gen_random_uuid(), $2, $3, 'zoe-secret@rope.example', 's', 'zoe-secret')`,
    [owner.tenant, conversation, uuid],
  );
  const streams: Listener[] = [
    await listen(`${server.url}/v1/desk/stream`, {
      ...{ cookie: owner.cookie, 'x-belay-tenant': owner.tenant },
    }),
    await listen(`${server.url}/v1/widget/stream`, { authorization: `Bearer ${zoe.token}` }),
  ];
  expect(await everywhere('zoe-secret')).not.toEqual([]);
  await ask('DELETE', `/v1/desk/visitors/${zoe.id}`);
  expect(await everywhere('zoe-secret')).toEqual([]);
  const [erased] = (await streams[0]?.until(({ data }) => data.kind === 'erased')) ?? [];
  expect(erased?.data).toMatchObject({ conversation_id: zoe.conversation });
  await streams[1]?.ended;
  expect((await fetch(server.url + file.url)).status).toBe(404);
  const { rows: trash } = await server.pool.query('select from blob_trash');
  expect(trash).toHaveLength(0);
  expect((await zoe.call('GET', `/v1/widget/conversations/${zoe.conversation}`)).status).toBe(401);
  expect((await owner.call('GET', `/v1/desk/visitors/${zoe.id}`)).status).toBe(404);
  // what is so already is no error
  await ask('DELETE', `/v1/desk/visitors/${zoe.id}`);
  const { rows: left } = await server.pool.query(
    `select to_jsonb(v) - array['tenant', 'id', 'first_seen_at', 'last_seen_at', 'erased_at'] as rest
     from visitor v where id = $1`,
    [uuid],
  );
  expect(Object.values(left[0]?.rest).filter((value) => value !== null && value !== false)).toEqual(
    [],
  );
  const { rows: audit } = await server.pool.query(
    `select details from audit where endpoint = 'desk.visitor_erase' order by ts limit 1`,
  );
  expect(audit).toEqual([{ details: { visitor_id: zoe.id, conversations: 1, files: 1 } }]);
});

test('[SEC-7] a message that comes with the erasure leaves nothing behind it', async () => {
  const ivy = await named('Ivy');
  const words = Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      ivy.call('POST', '/v1/widget/messages', { text: `ivy-word ${n}`, client_id: `${n}` }),
    ),
  );
  await ask('DELETE', `/v1/desk/visitors/${ivy.id}`);
  const statuses = (await words).map(({ status }) => status);
  expect(statuses.filter((status) => ![201, 401, 404].includes(status))).toEqual([]);
  expect(await everywhere('ivy-word')).toEqual([]);
});

test('[SEC-7] who opened a widget long ago and never spoke is forgotten', async () => {
  const silent = await world.visit();
  const talker = await named('Tom');
  const later = { ...world.server.ctx, now: () => Date.now() + 31 * 86_400_000 };
  await sweepSilent(world.server.ctx);
  expect(
    (await world.owner.call('GET', `/v1/desk/visitors/${silent.session.visitor.id}`)).status,
  ).toBe(200);
  await sweepSilent(later);
  expect(
    (await world.owner.call('GET', `/v1/desk/visitors/${silent.session.visitor.id}`)).status,
  ).toBe(404);
  expect((await world.owner.call('GET', `/v1/desk/visitors/${talker.id}`)).status).toBe(200);
});

test('[DSK-6] leads are listed newest first, by agent, and found by what was given', async () => {
  const agent = await world.addAgent(world.owner.tenant);
  const given: string[] = [];
  for (const name of ['Lea', 'Leo']) {
    const visitor = await world.visit(agent);
    const { conversation } = await visitor.say('hi');
    await visitor.call('POST', '/v1/widget/leads', {
      conversation_id: conversation.id,
      fields: { name, email: `${name}@rope.example` },
    });
    given.unshift(name);
  }
  const page = await ask<LeadsPage>('GET', `/v1/desk/leads?agent_id=${agent.id}&limit=1`);
  const next = await ask<LeadsPage>(
    'GET',
    `/v1/desk/leads?agent_id=${agent.id}&limit=1&cursor=${page.next_cursor}`,
  );
  const names = [...page.items, ...next.items].map(
    ({ fields }) => fields.find(({ key }) => key === 'name')?.value,
  );
  expect([names, next.next_cursor]).toEqual([given, null]);
  const found = await ask<LeadsPage>('GET', '/v1/desk/leads?query=lea@rope');
  expect(found.items).toHaveLength(1);
  expect((await ask<LeadsPage>('GET', '/v1/desk/leads?agent_id=agt_x')).items).toEqual([]);
});

/** The tables in which a word stands, of all that the database has. */
async function everywhere(word: string): Promise<string[]> {
  const { pool } = world.server;
  const { rows: tables } = await pool.query<{ name: string }>(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name
     from information_schema.tables
     where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query(`select from ${name} t where t::text like $1 limit 1`, [
      `%${word}%`,
    ]);
    if (rows.length > 0) found.push(name);
  }
  return found;
}
