import { randomUUID } from 'node:crypto';
import type { MailTest } from '@belay/contract/desk/mail';
import type { CreatedWebhook, WebhookView } from '@belay/contract/desk/webhook';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../../db/in-transaction.ts';
import { addJob } from '../../jobs/add-job.ts';
import { eventually } from '../../testing/eventually.ts';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { type MailServer, readLetter, startMailServer } from '../mail/testing/mail-server.ts';
import { announce } from './announce.ts';
import { type ReachWorld, reachWorld } from './testing/reach-world.ts';
import { type Receiver, startReceiver } from './testing/receiver.ts';

// the queue itself at work: what the other tests call by hand
let server: TestServer;
let world: ReachWorld;
let receiver: Receiver;
let mail: MailServer;
beforeAll(async () => {
  mail = await startMailServer();
  receiver = await startReceiver();
  const env = {
    BELAY_LOCAL_TARGETS: receiver.url,
    BELAY_SMTP_URL: mail.url,
    BELAY_MAIL_FROM: 'support@rope.example',
  };
  server = await startTestServer(env, undefined, undefined, false, true);
  world = await reachWorld(server);
});
afterAll(async () => {
  await server.close();
  await receiver.close();
  await mail.close();
});

test('[NTF-8] a slow receiver keeps nobody else waiting, and hears all', async () => {
  const slow = await startReceiver();
  try {
    // only what is named is reached
    const answer = await world.owner.call('POST', '/v1/webhooks', {
      ...{ name: 'Slow', url: slow.url, events: ['message.created'] },
    });
    expect(answer.status).toBe(422);
  } finally {
    await slow.close();
  }
  const hook = (path: string) =>
    world.ask<CreatedWebhook>('POST', '/v1/webhooks', {
      ...{ name: path, url: receiver.url + path, events: ['message.created'] },
    });
  await hook('/slow');
  const quick = await hook('/quick');
  const waiting: (() => void)[] = [];
  receiver.answer = ({ path }) =>
    path === '/quick'
      ? { status: 200 }
      : new Promise((resolve) => waiting.push(() => resolve({ status: 200 })));
  for (let event = 0; event < 12; event++)
    await inTransaction(server.pool, (db) =>
      announce(db, {
        ...{ tenant: world.tenant, agent: world.agent, conversation: null, data: { event } },
        ...{ kind: 'message.created', about: randomUUID(), at: new Date() },
      }),
    );
  const heard = (path: string) => receiver.received.filter((one) => one.path === path).length;
  await eventually(() => heard('/quick')).toBe(12);
  // one at a time
  await eventually(() => heard('/slow')).toBe(1);
  receiver.answer = () => ({ status: 200 });
  for (const goOn of waiting) goOn();
  await eventually(() => heard('/slow')).toBe(12);
  await eventually(
    async () => (await world.ask<WebhookView>('GET', `/v1/webhooks/${quick.id}`)).last_delivery,
  ).toMatchObject({ state: 'delivered' });
});

test('[TKO-4] a reply that nobody saw arrives as a letter', async () => {
  const { conversation } = await world.conversation({ email: 'vera@shop.example', language: 'de' });
  await server.pool.query(
    `with c as (update conversation set seq = 1 where id = $1 returning tenant, id)
     insert into message (tenant, id, conversation, seq, cycle, turn, author, author_name, kind, text, via)
     select tenant, gen_random_uuid(), id, 1, 1, 1, 'operator', 'Ann', 'text', 'Hier bin ich.', 'dashboard'
     from c`,
    [conversation],
  );
  const ref = { tenant: world.tenant, conversation };
  await addJob(server.pool, 'mail_unseen', ref, { key: `mail:${conversation}` });
  await eventually(() => mail.letters.length).toBe(1);
  const { text } = readLetter(mail.letters[0]?.raw ?? '');
  expect(text).toContain('Ann schrieb:\nHier bin ich.');
  const tested = await world.ask<MailTest>('POST', '/v1/mail/test', { to: 'ann@rope.example' });
  expect(tested).toEqual({ sent: true, outcome: expect.stringContaining('ann@rope.example') });
});
