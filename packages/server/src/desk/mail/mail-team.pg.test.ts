import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { invitePerson, setUpOwner, type TestPerson } from '../../testing/test-person.ts';
import { mailTeam, type TeamLetter } from './mail-team.ts';
import { sendLetter } from './send-letter.ts';
import { testMail } from './test-mail.ts';
import { type MailServer, readLetter, startMailServer } from './testing/mail-server.ts';

let server: TestServer;
let owner: TestPerson;
let mail: MailServer;
let ctx: Context;
beforeAll(async () => {
  server = await startTestServer();
  owner = await setUpOwner(server);
  await invitePerson(server, owner, { email: 'ada@rope.example', role: 'admin' });
  await invitePerson(server, owner, { email: 'ann@rope.example', role: 'operator' });
});
afterAll(() => server.close());
beforeEach(async () => {
  mail = await startMailServer();
  const { url } = mail;
  ctx = { ...server.ctx, smtpOf: () => ({ url, from: 'Belay <desk@rope.example>' }) };
});
afterEach(async () => {
  await mail.close();
  await server.pool.query('delete from letter');
  await server.pool.query('delete from graphile_worker._private_jobs');
});

const write = (more: Partial<TeamLetter> = {}) =>
  inTransaction(server.pool, (db) =>
    mailTeam(
      { db, now: new Date() },
      {
        ...{ tenant: owner.tenant, to: 'admins', subject: 'Somebody waits', text: 'Look:' },
        ...{ about: 'ladder:1:3', link: 'https://belay.example/app/inbox/cnv_1' },
        ...more,
      },
    ),
  );
const send = async () => {
  const { rows } = await server.pool.query<{ payload: { tenant: string; letter: string } }>(
    'delete from graphile_worker._private_jobs returning payload',
  );
  const attempt = { signal: new AbortController().signal, attempt: 1, isLast: false };
  for (const { payload } of rows) await sendLetter(ctx, payload, attempt);
};
const recipients = () => mail.letters.flatMap(({ to }) => to).sort();

test('[NTF-6] the admins get a letter once per matter, with a link that is one', async () => {
  expect(await write()).toBe(2);
  expect(await write()).toBe(0);
  await Promise.all([write({ about: 'ladder:1:4' }), write({ about: 'ladder:1:4' })]);
  await send();
  expect(recipients()).toEqual([
    'ada@rope.example',
    'ada@rope.example',
    'olga@example.com',
    'olga@example.com',
  ]);
  const { headers, text, html } = readLetter(mail.letters[0]?.raw ?? '');
  expect(headers.get('subject')).toBe('Somebody waits');
  expect(text.trim()).toBe('Look:\n\nhttps://belay.example/app/inbox/cnv_1');
  expect(html).toContain('<a href="https://belay.example/app/inbox/cnv_1">');
});

test('[NTF-6] named addresses get it, each once, however they are written', async () => {
  expect(await write({ to: ['Team@Rope.example', 'team@rope.example', 'b@rope.example'] })).toBe(2);
  await send();
  expect(recipients()).toEqual(['b@rope.example', 'team@rope.example']);
});

test('[NTF-6] a subject is one line, whatever a visitor is called', async () => {
  await write({ to: ['b@rope.example'], subject: 'Vera\r\nBcc: eve@evil.example\u202e' });
  await send();
  expect(recipients()).toEqual(['b@rope.example']);
  const { headers } = readLetter(mail.letters[0]?.raw ?? '');
  expect(headers.has('bcc')).toBe(false);
});

test('[NTF-6] nobody is flooded, and the team’s letters are no tests', async () => {
  for (let n = 0; n < 105; n += 1) await write({ to: ['b@rope.example'], about: `ladder:${n}` });
  const { rows } = await server.pool.query('select count(*)::int as n from letter');
  expect(rows).toEqual([{ n: 100 }]);
  const caller = { tenant: owner.tenant, actor: 'user:olga', jti: 'x' } as Parameters<
    typeof testMail
  >[1];
  expect(await testMail(ctx, caller, 'b@rope.example')).toMatchObject({ sent: true });
});
