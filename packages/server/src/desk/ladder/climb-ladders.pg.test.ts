import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { uuidOf } from '../../memory/ids.ts';
import { release } from '../conversation/verbs/release.ts';
import { takeOver } from '../conversation/verbs/take-over.ts';
import { offerMail } from '../leads/offer-mail.ts';
import { mailEscalation } from '../slack/notify/mail-escalation.ts';
import { type LadderWorld, ladderWorld, usualEvents } from './testing/ladder-world.ts';

let at: LadderWorld;
beforeAll(async () => {
  at = await ladderWorld();
});
afterAll(() => at.world.close());
beforeEach(() => at.reset());

test('[NTF-6] nobody comes: thread, group, other channel, e-mail, each once however many look, then the truth', async () => {
  const { conversation } = await at.waits();
  expect(await at.states(conversation)).toBe('done waiting waiting waiting waiting');
  const looks = async (minutes: number) => {
    at.pass(minutes);
    await Promise.all(Array.from({ length: 5 }, at.climb));
    return at.kinds(conversation);
  };
  expect(await looks(4)).toBe('');
  expect(await looks(2)).toBe('thread');
  expect(await looks(10)).toBe('thread mention');
  expect(await looks(15)).toBe('thread mention channel');
  expect(await at.lines(conversation)).toHaveLength(1);
  expect(await at.letters(conversation)).toEqual([]);
  await looks(30);
  await looks(300);
  expect(await at.states(conversation)).toBe('done done done done done');
  const { support, leads } = at.world.channels;
  expect(await at.reminders(conversation)).toEqual([
    { step: 'thread', minutes: 6, channel: support, broadcast: false, state: 'waiting' },
    { step: 'mention', minutes: 16, channel: support, broadcast: false, state: 'waiting' },
    // the new card is what is seen in that channel
    { step: 'channel', minutes: 31, channel: leads, broadcast: false, state: 'waiting' },
  ]);
  const mailed = await at.letters(conversation);
  expect(mailed.map(({ recipient }) => recipient)).toEqual(['olga@example.com']);
  expect(mailed[0]?.subject).toMatch(/^Robin: Anonymous Visitor waits for a person \(#\d+\)$/);
  expect(mailed[0]?.body).toContain('61 min');
  expect(mailed[0]?.body).toMatch(/\n\nhttp:\/\/\S+\/app\/inbox\/cnv_[0-9a-f]{32}$/);
  expect(mailed[0]?.body).not.toContain('May I talk');
  const told = await at.lines(conversation);
  expect(told.map(({ code }) => code)).toEqual(['escalated_open', 'nobody_free']);
  expect(told[1]).toMatchObject({ params: {}, text: expect.stringContaining('leave your e-mail') });
  const { rows } = await at.world.server.pool.query(
    'select state from conversation where id = $1',
    [conversation],
  );
  expect(rows).toEqual([{ state: 'waiting' }]);
});

test('[NTF-6] whose address is known is told that it is', async () => {
  const { conversation, visitor } = await at.waits();
  await offerMail(at.ctx, { tenant: visitor.tenant, conversation }, 'vera@shop.example');
  at.pass(61);
  await at.climb();
  expect((await at.lines(conversation)).at(-1)).toMatchObject({
    code: 'nobody_free',
    params: { mail: 'known' },
  });
});

test('[NTF-6] out of hours nothing rings before the next opening, which the visitor was told', async () => {
  const rule = { name: 'all', when: {}, channel: at.world.channels.support, mention: 'S0RINGS1' };
  await at.bind({ rules: [rule] });
  at.goTo('2026-06-09T17:30:00Z');
  const { conversation } = await at.waits();
  const opening = new Date('2026-06-10T08:00:00Z');
  expect((await at.lines(conversation))[0]).toMatchObject({
    code: 'escalated_closed',
    params: { opens_at: opening.toISOString(), zone: 'Europe/London' },
  });
  expect((await at.rowsOf(conversation)).slice(0, 2).map(({ due_at }) => due_at)).toEqual([
    opening,
    new Date('2026-06-10T08:05:00Z'),
  ]);
  at.pass(14 * 60);
  await at.climb();
  expect(await at.kinds(conversation)).toBe('');
  at.goTo(opening.toISOString());
  await at.climb();
  await at.climb();
  expect(await at.reminders(conversation)).toMatchObject([
    { step: 'mention', minutes: 0, channel: at.world.channels.support, broadcast: true },
  ]);
  at.pass(6);
  await at.climb();
  expect(await at.kinds(conversation)).toBe('mention thread');
});

test('[NTF-6] after an outage the latest overdue step alone runs, and never at night', async () => {
  const { conversation } = await at.waits();
  at.pass(35);
  await at.climb();
  expect(await at.kinds(conversation)).toBe('channel');
  expect(await at.states(conversation)).toBe('done skipped skipped done waiting');
  const late = await at.waits();
  at.goTo('2026-06-09T23:00:00Z');
  await at.climb();
  await at.climb();
  expect(await at.kinds(late.conversation)).toBe('');
  at.goTo('2026-06-10T08:00:00Z');
  await at.climb();
  expect(await at.letters(late.conversation)).toHaveLength(1);
  expect(await at.states(late.conversation)).toBe('done skipped skipped skipped done');
});

test('[NTF-6] taken and given back without ever having had a card, it gets one to be reminded in', async () => {
  const visitor = await at.world.visit();
  const { conversation: shown } = await visitor.say('Hello?');
  const conversation = uuidOf('cnv', shown.id) ?? '';
  await takeOver(at.ctx, at.ann, conversation);
  await release(at.ctx, at.ann, conversation);
  at.pass(6);
  await at.climb();
  expect(await at.reminders(conversation)).toMatchObject([
    { step: 'thread', channel: at.world.channels.support },
  ]);
  const { rows } = await at.world.server.pool.query(
    `select p.kind from slack_post p join slack_card c on c.tenant = p.tenant and c.id = p.card
     where c.conversation = $1 and p.kind in ('card', 'reminder') order by p.n`,
    [conversation],
  );
  expect(rows).toEqual([{ kind: 'card' }, { kind: 'reminder' }]);
});

test('[NTF-4, NTF-6] without Slack e-mail comes at once, at night too; the rest of the ladder keeps its time', async () => {
  const { pool } = at.world.server;
  const connect = (state: string) =>
    pool.query(`update slack_installation set state = $1`, [state]);
  await connect('revoked');
  try {
    at.goTo('2026-06-09T02:00:00Z');
    const { conversation } = await at.waits();
    expect(await at.letters(conversation)).toHaveLength(1);
    expect(await at.states(conversation)).toBe('skipped waiting waiting waiting waiting');
    for (const moment of ['08:06', '08:16', '08:31']) {
      at.goTo(`2026-06-09T${moment}:00Z`);
      await at.climb();
    }
    expect(await at.states(conversation)).toBe('skipped skipped skipped skipped waiting');
    expect(await at.letters(conversation)).toHaveLength(1);
    expect(await at.lines(conversation)).toHaveLength(1);
    at.goTo('2026-06-09T09:01:00Z');
    await at.climb();
    expect(await at.letters(conversation)).toHaveLength(2);
    expect((await at.lines(conversation)).at(-1)?.code).toBe('nobody_free');
    at.mail(false);
    const alone = await at.waits();
    // it is there again
    await connect('active');
    at.pass(6);
    await at.climb();
    expect(await at.kinds(alone.conversation)).toBe('thread');
  } finally {
    await connect('active');
  }
});

test('[NTF-6] without a step that mails, a lost Slack is told to the admins', async () => {
  await at.bind({ ladder: [{ do: 'remind', after_minutes: 5 }] });
  await at.world.server.pool.query(`update slack_binding set installation = null`);
  const { conversation } = await at.waits();
  await at.climb();
  expect((await at.letters(conversation)).map(({ recipient }) => recipient)).toEqual([
    'olga@example.com',
  ]);
});

test('[NTF-4, NTF-6] whoever notices first that Slack can’t be told writes the one letter', async () => {
  await at.world.server.pool.query(`update slack_binding set installation = null`);
  const { conversation } = await at.waits();
  const attempt = { signal: new AbortController().signal, attempt: 1, isLast: false };
  const { tenant } = at.world.owner;
  const job = { tenant, conversation, announcement: conversation, trouble: 'revoked' } as const;
  await mailEscalation(at.ctx, job, attempt);
  await at.climb();
  await mailEscalation(at.ctx, job, attempt);
  expect(await at.letters(conversation)).toHaveLength(1);
  await takeOver(at.ctx, at.ann, conversation);
  expect(await at.letters(conversation)).toEqual([]);
});

test('[NTF-6] a channel that takes nothing is passed over, and what can’t be said there is mailed', async () => {
  const { pool } = at.world.server;
  await pool.query(`update slack_channel set trouble = 'archived' where channel = $1`, [
    at.world.channels.leads,
  ]);
  const { conversation } = await at.waits();
  for (const minutes of [6, 10, 15]) {
    at.pass(minutes);
    await at.climb();
  }
  expect(await at.kinds(conversation)).toBe('thread mention');
  expect(await at.letters(conversation)).toHaveLength(1);
  expect(await at.states(conversation)).toBe('done done done skipped waiting');
  await pool.query('update slack_channel set trouble = null');
});

test('[NTF-6] paused agents, blocked visitors and events that are off have no ladder', async () => {
  await at.bind({ events: { ...usualEvents, escalation: { enabled: false, channel: null } } });
  const { conversation } = await at.waits();
  expect(await at.rowsOf(conversation)).toEqual([]);
  await at.bind();
  const paused = await at.speaks();
  const blocked = await at.waits();
  await at.world.server.pool.query('update visitor set blocked_at = now() where id = $1', [
    blocked.visitor.visitor,
  ]);
  at.pass(6);
  await at.climb();
  expect(await at.states(blocked.conversation)).toBe('done stopped stopped stopped stopped');
  await at.world.server.pool.query('update agent set is_paused = true where id = $1', [
    at.world.agent.uuid,
  ]);
  await paused.ask();
  expect(await at.rowsOf(paused.conversation)).toEqual([]);
  await at.world.server.pool.query('update agent set is_paused = false where id = $1', [
    at.world.agent.uuid,
  ]);
});
