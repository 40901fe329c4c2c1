import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { MailState, MailTest } from '@belay/contract/desk/mail';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../context.ts';
import { publicId } from '../../memory/ids.ts';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { type ReachWorld, reachWorld } from '../announce/testing/reach-world.ts';
import { handOver } from './hand-over.ts';
import { mailState } from './mail-state.ts';
import { mailUnseen } from './mail-unseen.ts';
import { sendLetter } from './send-letter.ts';
import { testMail } from './test-mail.ts';
import { type MailServer, readLetter, startMailServer } from './testing/mail-server.ts';

let server: TestServer;
let world: ReachWorld;
let mail: MailServer;
let now: number;
let ctx: Context;
beforeAll(async () => {
  server = await startTestServer();
  world = await reachWorld(server);
});
afterAll(() => server.close());
beforeEach(async () => {
  mail = await startMailServer();
  now = Date.now();
  ctx = withMail(mail.url);
});
afterEach(async () => {
  await mail.close();
  await server.pool.query('delete from letter_message');
  await server.pool.query('delete from letter');
  await server.pool.query('delete from graphile_worker._private_jobs');
});

const withMail = (url: string): Context => ({
  ...server.ctx,
  now: () => now,
  smtpOf: () => ({ url, from: 'Rope & Co <support@rope.example>' }),
  config: { ...server.ctx.config, publicUrl: 'https://belay.example' },
});
const attempt = () => ({ signal: new AbortController().signal, attempt: 1, isLast: false });

/** A conversation whose visitor left, and a person who answers. */
const left = async (given: Parameters<ReachWorld['conversation']>[0] = {}) => {
  const { conversation, visitor } = await world.conversation({
    email: 'vera@shop.example',
    ...given,
  });
  const say = async (text: string, author = 'operator', kind = 'text') => {
    const id = randomUUID();
    await server.pool.query(
      `with c as (update conversation set seq = seq + 1 where id = $2 returning seq)
       insert into message (tenant, id, conversation, seq, cycle, turn, author, author_name, kind, text, via)
       select $1, $3, $2, c.seq, 1, 1, $4, 'Ann Fisher', $5, $6, 'dashboard' from c`,
      [world.tenant, conversation, id, author, kind, text],
    );
    return id;
  };
  const ref = { tenant: world.tenant, conversation };
  return { conversation, visitor, say, look: (on = ctx) => mailUnseen(on, ref, attempt()) };
};
/** Runs the waiting jobs of one kind as the queue would, the clock at their moment. */
const work = async (name: 'send_letter' | 'mail_unseen', signal = attempt().signal) => {
  const { rows } = await server.pool.query<{
    payload: { tenant: string; letter: string; conversation: string };
    run_at: Date;
  }>(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = $1 returning j.payload, j.run_at`,
    [name],
  );
  for (const { payload, run_at } of rows) {
    now = Math.max(now, run_at.getTime());
    const task = name === 'send_letter' ? sendLetter : mailUnseen;
    await task(ctx, payload, { ...attempt(), signal });
  }
  return rows.length;
};
const letters = async () =>
  (
    await server.pool.query<{
      state: string;
      reason: string | null;
      attempts: number;
      body: string | null;
    }>('select state, reason, attempts, body from letter order by id')
  ).rows;
const state = (on = ctx): Promise<MailState> => mailState(on, world.tenant);

test('[DSK-10] who left gets all unseen words in one letter, each once', async () => {
  const { conversation, visitor, say, look } = await left();
  await say('Where is my rope?', 'visitor');
  const seen = await say('Let me look.');
  await server.pool.query('update conversation set seen_by_visitor = seq where id = $1', [
    conversation,
  ]);
  await say('It left our <warehouse> today.');
  await say('Only for us', 'operator', 'note');
  await say('What I was about to say', 'agent', 'draft');
  const taken = await say('nonsense');
  await server.pool.query('update message set deleted_at = now() where id = $1', [taken]);
  await say('It comes tomorrow.\n.\nEnjoy it');
  await look();
  await look();
  expect(await work('send_letter')).toBe(1);
  expect(mail.letters).toHaveLength(1);
  const [sent] = mail.letters;
  expect(sent?.to).toEqual(['vera@shop.example']);
  const { headers, text, html } = readLetter(sent?.raw ?? '');
  expect(headers.get('from')).toContain('<support@rope.example>');
  expect(headers.get('auto-submitted')).toBe('auto-generated');
  expect(headers.get('message-id')).toMatch(/^<[0-9a-f-]{36}@rope\.example>$/);
  expect(headers.has('in-reply-to')).toBe(false);
  expect(headers.get('subject')).toContain('Rope helper');
  expect(text).toContain('Ann wrote:\nIt left our <warehouse> today.');
  expect(text).toContain('It comes tomorrow.\n.\nEnjoy it');
  expect(text).not.toMatch(/Fisher|Let me look|Only for us|about to say|nonsense|Where is/);
  expect(html).toContain('It left our &lt;warehouse&gt; today.');
  // nothing in the link but the agent
  const link = `https://belay.example/chat/${publicId('agt', world.agent)}`;
  expect(text).toContain(`${link}\n`);
  expect(sent?.raw).not.toMatch(new RegExp(`${visitor}|${conversation}|token`));
  expect(await letters()).toEqual([{ state: 'sent', reason: null, attempts: 1, body: null }]);
  expect(seen).toBeTruthy();

  // the next word: a letter of its own, in the same thread
  await say('One more thing.');
  await look();
  await work('send_letter');
  const second = readLetter(mail.letters[1]?.raw ?? '');
  expect(second.text).toContain('One more thing.');
  expect(second.text).not.toContain('warehouse');
  expect(second.headers.get('in-reply-to')).toBe(headers.get('message-id'));
  expect(second.headers.get('references')).toBe(headers.get('message-id'));
});

test('[DSK-10] nobody is written to who is there, has no address, is blocked, or only tests', async () => {
  const cases = {
    none: await left({ email: null }),
    strange: await left({ email: 'vera@shop.example\r\nBcc: all@shop.example' }),
    test: await left({ isTest: true }),
    blocked: await left(),
    erased: await left(),
    silent: await left(),
  };
  for (const [name, { say }] of Object.entries(cases)) if (name !== 'silent') await say('Hello');
  await cases.silent.say('Hello', 'agent');
  const set = (column: string, visitor: string) =>
    server.pool.query(`update visitor set ${column} = now() where id = $1`, [visitor]);
  await set('blocked_at', cases.blocked.visitor);
  await set('erased_at', cases.erased.visitor);
  for (const { look } of Object.values(cases)) await look();
  expect(await letters()).toEqual([]);
  expect(await work('mail_unseen')).toBe(0);
});

test('[DSK-10] who is online may still look: asked again, and written to once they are gone', async () => {
  const { visitor, say, look } = await left();
  await say('Are you there?');
  await server.pool.query(
    `insert into visitor_online (tenant, visitor, until) values ($1, $2, now() + interval '1 h')`,
    [world.tenant, visitor],
  );
  await look();
  expect(await letters()).toEqual([]);
  await server.pool.query('delete from visitor_online');
  const before = now;
  expect(await work('mail_unseen')).toBe(1);
  expect(now - before).toBe(120_000);
  expect(await letters()).toHaveLength(1);
});

test('[DSK-10] without a mail server nothing is queued, and the dashboard says so', async () => {
  const { say, look } = await left();
  await say('Hello');
  await look(server.ctx);
  expect(await letters()).toEqual([]);
  const answer = await server.ctx.pool.query('select from letter_message');
  expect(answer.rowCount).toBe(0);
  expect(await state(server.ctx)).toEqual({
    ...{ configured: false, from: null, waiting: 0, last_sent_at: null, last_failure: null },
    sentence: expect.stringContaining('BELAY_SMTP_URL'),
  });
});

test('[DSK-10] a permanent refusal is said in words and not repeated', async () => {
  const { say, look } = await left();
  await say('Hello');
  await look();
  mail.refuse.recipient = { code: 550, text: 'no such user here' };
  await work('send_letter');
  expect(await work('send_letter')).toBe(0);
  const [failed] = await letters();
  expect(failed).toMatchObject({ state: 'failed', attempts: 1, body: null });
  expect(failed?.reason).toMatch(/refused the letter.*550 no such user here/);
  expect(await state()).toMatchObject({
    last_failure: { reason: failed?.reason },
    sentence: expect.stringContaining('did not go out'),
  });
});

test('[DSK-10] what may pass is tried a few times, then given up', async () => {
  const { say, look } = await left();
  await say('Hello');
  await look();
  mail.refuse.letter = { code: 451, text: 'try later' };
  const began = now;
  let tries = 0;
  while ((await work('send_letter')) > 0) tries += 1;
  expect(tries).toBe(4);
  expect(Math.round((now - began) / 60_000)).toBe(71);
  expect((await letters())[0]).toMatchObject({
    ...{ state: 'failed', attempts: 4 },
    reason: expect.stringContaining('451 try later'),
  });
  expect(mail.letters).toEqual([]);
});

test('[DSK-10] a server that breaks off, or knows us not, costs a try and no letter', async () => {
  const { say, look } = await left();
  await say('Hello');
  await look();
  mail.beforeAnswer = () => mail.breakOff();
  await work('send_letter');
  expect((await letters())[0]).toMatchObject({ state: 'waiting', attempts: 1 });
  mail.beforeAnswer = () => undefined;
  mail.refuse.login = true;
  await work('send_letter');
  expect((await letters())[0]).toMatchObject({
    ...{ state: 'waiting', attempts: 2 },
    reason: expect.stringContaining('user or password'),
  });
  expect(await state()).toMatchObject({ waiting: 1 });
  mail.refuse.login = false;
  await work('send_letter');
  expect((await letters())[0]).toMatchObject({ state: 'sent', attempts: 3, reason: null });
  // the one that was broken off may have been taken: programs show it once
  const ids = mail.letters.map(({ raw }) => readLetter(raw).headers.get('message-id'));
  expect(new Set(ids).size).toBe(1);
});

test('[DSK-10] cut off after the server’s yes, it is the same letter again', async () => {
  const { say, look } = await left();
  await say('Hello');
  await look();
  await work('send_letter');
  await server.pool.query(`update letter set state = 'waiting', body = 'Hello'`);
  const { rows } = await server.pool.query<{ tenant: string; letter: string }>(
    'select tenant, id as letter from letter',
  );
  for (const row of rows) await sendLetter(ctx, row, attempt());
  const ids = mail.letters.map(({ raw }) => readLetter(raw).headers.get('message-id'));
  expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  // and one that is done is done
  for (const row of rows) await sendLetter(ctx, row, attempt());
  expect(mail.letters).toHaveLength(2);
});

test('[DSK-10] a server that never answers is left, and one that is none is named', async () => {
  const letter = { id: randomUUID(), to: 'vera@shop.example', subject: 'x', text: 'x', html: 'x' };
  const give = (url: string, timeoutMs: number) =>
    handOver({ url, from: 'support@rope.example' }, { ...letter, thread: [] }, { timeoutMs });
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  expect(await give(`smtp://127.0.0.1:${port}`, 60)).toEqual({
    ...{ state: 'refused', permanent: false },
    reason: expect.stringContaining('didn’t answer in time'),
  });
  silent.close();
  await once(silent, 'close');
  expect(await give(`smtp://127.0.0.1:${port}`, 10_000)).toEqual({
    ...{ state: 'refused', permanent: false },
    reason: expect.stringContaining('takes no connections'),
  });
});

test('[DSK-10] stopped by us while a slow server thinks, it costs no try', async () => {
  const { say, look } = await left();
  await say('Hello');
  await look();
  const stopping = new AbortController();
  let goOn = () => undefined as unknown;
  mail.beforeAnswer = () => {
    stopping.abort();
    mail.breakOff();
    return new Promise<void>((resolve) => {
      goOn = resolve;
    });
  };
  await work('send_letter', stopping.signal);
  goOn();
  expect((await letters())[0]).toMatchObject({ state: 'waiting', attempts: 0, reason: null });
  mail.beforeAnswer = () => undefined;
  expect(await work('send_letter')).toBe(1);
  expect((await letters())[0]).toMatchObject({ state: 'sent' });
});

test('[SEC-3] headers can’t be broken out of by an agent’s name, a word or an address', async () => {
  await server.pool.query(`update agent set name = $1`, [
    'Rope\r\nBcc: all@shop.example\r\n\r\n<script>',
  ]);
  const { say, look } = await left();
  await say('x\r\nBcc: all@shop.example\r\n.\r\nMAIL FROM:<evil@shop.example>');
  await look();
  await work('send_letter');
  await server.pool.query(`update agent set name = 'Rope helper'`);
  expect(mail.letters.map(({ to }) => to)).toEqual([['vera@shop.example']]);
  const { headers, html } = readLetter(mail.letters[0]?.raw ?? '');
  expect([...headers.keys()]).not.toContain('bcc');
  expect(html).not.toContain('<script>');
});

test('[SEC-4] an address is never flooded', async () => {
  const { say, look } = await left();
  for (let word = 0; word < 25; word++) {
    await say(`word ${word}`);
    await look();
  }
  expect(await letters()).toHaveLength(20);
});

test('[DSK-10] a test letter goes out at once and says what the server said', async () => {
  const answer = await world.owner.call('POST', '/v1/mail/test', { to: 'ann@rope.example' });
  expect([answer.status, await answer.json()]).toMatchObject([
    503,
    { error_code: 'NOT_CONFIGURED', message: expect.stringContaining('BELAY_SMTP_URL') },
  ]);
  const caller = { ...world, actor: 'user:x', jti: 'x', expiresAt: 0, parents: [] };
  const sent = (to: string): Promise<MailTest> =>
    testMail(ctx, { ...caller, capabilities: [], scopes: [], privateChannels: [] }, to);
  expect(await sent('ann@rope.example')).toMatchObject({ sent: true });
  expect(mail.letters[0]?.to).toEqual(['ann@rope.example']);
  mail.refuse.recipient = { code: 550, text: 'no relaying' };
  expect(await sent('ann@rope.example')).toMatchObject({
    sent: false,
    outcome: expect.stringContaining('550 no relaying'),
  });
  await server.pool.query(
    `insert into letter (tenant, id, recipient, subject)
     select $1, gen_random_uuid(), 'ann@rope.example', 'x' from generate_series(1, 18)`,
    [world.tenant],
  );
  await expect(sent('ann@rope.example')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
});
