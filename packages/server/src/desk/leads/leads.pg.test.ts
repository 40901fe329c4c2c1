import { createHmac, randomUUID } from 'node:crypto';
import type { VisitorDetail } from '@belay/contract/desk/visitor';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidOf } from '../../memory/ids.ts';
import { type DeskWorld, deskWorld, visit } from '../visitors/testing/desk-world.ts';
import { signedText } from '../visitors/verify-identity.ts';
import { captureLead } from './capture-lead.ts';

let world: DeskWorld;
beforeAll(async () => {
  world = await deskWorld();
});
afterAll(() => world.close());

const begun = async () => {
  const visitor = await world.visit();
  const { conversation } = await visitor.say('hello');
  const ref = { tenant: world.owner.tenant, conversation: uuidOf('cnv', conversation.id) ?? '' };
  return { visitor, ref };
};
const visitorOf = async (id: string) =>
  ((await (await world.owner.call('GET', `/v1/desk/visitors/${id}`)).json()) as VisitorDetail)
    .visitor;
const told = async (conversation: string) =>
  (
    await world.server.pool.query(
      `select (select count(*) from announcement n where n.conversation = $1 and n.kind = 'lead.captured') as told,
              (select count(*) from message m where m.conversation = $1 and m.line ->> 'code' = 'lead_received') as lines`,
      [conversation],
    )
  ).rows[0];

test('[NTF-8] what is said in the chat is one lead per conversation, told once, whoever tries at once', async () => {
  const { visitor, ref } = await begun();
  const { ctx, pool } = world.server;
  const captured = await Promise.all(
    ['a', 'b', 'c', 'd'].map((name) =>
      captureLead(ctx, ref, { email: `${name}@rope.example` }, 'chat'),
    ),
  );
  await captureLead(ctx, ref, { phone: '+49 30 123456', name: 'Ann' }, 'chat');
  expect(captured.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(new Set(captured.map(({ lead }) => lead)).size).toBe(1);
  expect(await told(ref.conversation)).toEqual({ told: 1, lines: 1 });
  const { rows } = await pool.query<{ fields: { key: string; value: string }[] }>(
    'select fields from lead where conversation = $1',
    [ref.conversation],
  );
  expect(rows[0]?.fields.map(({ key }) => key)).toEqual(['email', 'name', 'phone']);
  expect(await visitorOf(visitor.session.visitor.id)).toMatchObject({
    ...{ name: 'Ann', phone: '+49 30 123456', email_verified: false },
    email: rows[0]?.fields.find(({ key }) => key === 'email')?.value,
  });
});

test('[DSK-2] what can’t be an address is no lead', async () => {
  const { ref } = await begun();
  for (const fields of [{ email: 'ann at rope' }, { phone: 'soon' }, { shoe: '43' }, {}])
    await expect(captureLead(world.server.ctx, ref, fields, 'chat')).rejects.toMatchObject({
      code: 'INVALID_BODY',
    });
  await expect(
    captureLead(
      world.server.ctx,
      { ...ref, conversation: randomUUID() },
      { email: 'a@b.example' },
      'chat',
    ),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await told(ref.conversation)).toEqual({ told: 0, lines: 0 });
});

test('[DSK-9] what a site vouched for is not overwritten by what somebody types', async () => {
  const statement = {
    external_id: randomUUID(),
    expires_at: Math.floor(Date.now() / 1000) + 600,
    ...{ email: 'ceo@rope.example', name: 'The Boss', signature: '' },
  };
  const signature = createHmac('sha256', world.agent.secret)
    .update(signedText(statement))
    .digest('hex');
  const identity = { ...statement, signature };
  const boss = await visit(world.server, { agent_id: world.agent.id, identity });
  const { conversation } = await boss.say('hello');
  const sent = await boss.call('POST', '/v1/widget/leads', {
    conversation_id: conversation.id,
    fields: { email: 'evil@other.example', name: 'Mallory' },
  });
  expect(sent.status).toBe(200);
  expect(await visitorOf(boss.session.visitor.id)).toMatchObject({
    ...{ name: 'The Boss', email: 'ceo@rope.example', email_verified: true },
  });
});
