import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicId } from '../../../memory/ids.ts';
import { startTestServer, type TestServer } from '../../../testing/start-test-server.ts';
import { whileHeld } from '../../../testing/while-held.ts';
import { takeOver } from '../../conversation/verbs/take-over.ts';
import { mailEscalation } from './mail-escalation.ts';
import { type ToldWorld, toldWorld } from './testing/told-world.ts';

let server: TestServer;
let world: ToldWorld;
beforeAll(async () => {
  server = await startTestServer();
  world = await toldWorld(server);
});
afterAll(() => server.close());

const attempt = () => ({ signal: new AbortController().signal, attempt: 1, isLast: false });
const letters = async (conversation: string) =>
  (
    await server.pool.query<{ recipient: string; subject: string; body: string }>(
      `select recipient, subject, body from letter where conversation = $1 order by recipient`,
      [conversation],
    )
  ).rows;
const mail = async (conversation: string) => {
  const { rows } = await server.pool.query<{ id: string }>(
    `select id from announcement where conversation = $1 and kind = 'conversation.escalated'`,
    [conversation],
  );
  const announcement = rows[0]?.id ?? '';
  const payload = { tenant: world.tenant, conversation, announcement, trouble: 'revoked' as const };
  await mailEscalation(world.ctx, payload, attempt());
};

test('[NTF-4] who waits and can’t be told of in Slack is mailed to the admins, once', async () => {
  const { conversation } = await world.begin('waiting');
  await mail(conversation);
  await mail(conversation);
  const sent = await letters(conversation);
  expect(sent).toHaveLength(2);
  for (const { subject, body } of sent) {
    expect(subject).toBe('A visitor of Ropey waits for a person');
    expect(body).toContain('The app was removed from the workspace');
    expect(body).toContain(`/app/inbox/${publicId('cnv', conversation)}`);
    // nothing of what was said leaves the house by mail
    expect(body).not.toContain('coil');
  }
});

test('[NTF-4] the letter is in the language that the agent speaks first', async () => {
  await world.settings({ languages: ['de', 'en'] });
  const { conversation } = await world.begin('waiting');
  await mail(conversation);
  const [letter] = await letters(conversation);
  expect(letter?.subject).toBe('Ein Besucher von Ropey wartet auf einen Menschen');
  expect(letter?.body).toContain('Die App wurde aus dem Workspace entfernt');
  await world.settings({ languages: ['en'] });
});

test('[NTF-4] nobody is mailed about somebody who was met meanwhile', async () => {
  const { conversation } = await world.begin('waiting');
  await takeOver(world.ctx, world.ann, conversation);
  await mail(conversation);
  expect(await letters(conversation)).toEqual([]);
});

test('[NTF-4] nobody is mailed about somebody who is met in that very moment', async () => {
  const { conversation } = await world.begin('waiting');
  await whileHeld(
    server.pool,
    (db) =>
      db.query(
        `update conversation set state = 'closed', escalation = null, escalated_at = null
         where id = $1`,
        [conversation],
      ),
    () => mail(conversation),
  );
  expect(await letters(conversation)).toEqual([]);
});
