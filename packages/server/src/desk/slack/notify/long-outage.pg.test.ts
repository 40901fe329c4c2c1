import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { uuidOf } from '../../../memory/ids.ts';
import { eventually } from '../../../testing/eventually.ts';
import { climbLadders } from '../../ladder/climb-ladders.ts';
import { type MailServer, startMailServer } from '../../mail/testing/mail-server.ts';
import { type HearWorld, hearWorld, type OpenCase } from '../hear/testing/hear-world.ts';
import { quickOutbox } from '../outbox/testing/quick-outbox.ts';
import type { SlackMessage } from '../testing/slack-desk-world.ts';

let world: HearWorld;
let mail: MailServer;
beforeAll(async () => {
  mail = await startMailServer();
  world = await hearWorld({
    env: { BELAY_SMTP_URL: mail.url, BELAY_MAIL_FROM: 'desk@ropes.example' },
    outbox: { ...quickOutbox, rerouteMs: 200 },
  });
});
afterAll(async () => {
  await world.close();
  await mail.close();
});
beforeEach(async () => {
  world.sandbox.faults.clear();
  const { support, leads } = world.channels;
  const off = { enabled: false, channel: null };
  await world.bind({
    ...{ default_channel: support, fallback_channel: leads, thread_delay: 0, history: false },
    events: {
      ...{ new_conversation: off, low_rating: off, lead: off, action: off },
      escalation: { enabled: true, channel: null },
    },
    ladder: [{ do: 'remind', after_minutes: 5 }],
  });
});

type Told = Pick<OpenCase, 'visitor' | 'id'>;

/** Somebody asks for a person, whatever Slack does. */
async function asks(text: string): Promise<Told> {
  const visitor = await world.visit();
  const { conversation } = await visitor.say(text);
  await visitor.call('POST', `/v1/widget/conversations/${conversation.id}/escalate`, {});
  return { visitor, id: conversation.id };
}
/** Roots about a conversation in a channel. */
const roots = (channel: string, { id }: Told): SlackMessage[] =>
  world.posts(channel).filter((post) => JSON.stringify(post).includes(`/app/inbox/${id}`));
const root = (channel: string, one: Told): string => {
  const [only, ...more] = roots(channel, one);
  expect(more).toEqual([]);
  return JSON.stringify(only ?? '');
};
const thread = (channel: string, one: Told) =>
  world.thread(channel, roots(channel, one)[0]?.ts ?? '').map(({ text }) => text);
const lettersAbout = async ({ id }: Told) =>
  (
    await world.server.pool.query<{ state: string }>(
      `select state from letter where conversation = $1 order by id`,
      [uuidOf('cnv', id)],
    )
  ).rows.map(({ state }) => state);
/** Each has one letter. */
const bothAdmins = ['sent', 'sent'];
const takeOver = (by: HearWorld['ann'], { id }: Told) =>
  by.call('POST', `/v1/desk/conversations/${id}/take-over`, {});

/** Hours of Slack, on a busy machine. */
const patience = 60_000;

test('[NTF-4] [NTF-6] after hours without Slack nobody is told twice, nobody is called who was met, nothing is lost', {
  timeout: patience,
}, async () => {
  const { support, leads } = world.channels;
  const { faults } = world.sandbox;
  // the first is there, and the answer to it is lost as Slack goes away
  faults.add({ kind: 'late_write', method: 'chat.postMessage', ms: 5, times: 1 });
  faults.add({ kind: 'http', status: 503, method: 'chat.postMessage', after: 1 });
  faults.add({ kind: 'http', status: 503, method: 'conversations.history' });
  faults.add({ kind: 'lose', event: 'message' });
  const first = await asks('Is the first rope strong?');
  await eventually(() => roots(support, first)).toHaveLength(1);
  faults.add({ kind: 'http', status: 503 });
  const [waiting, met, gone] = [
    await asks('Is the second rope strong?'),
    await asks('Is the third rope strong?'),
    await asks('Is the fourth rope strong?'),
  ];
  const all = [first, waiting, met, gone];
  // in the dead workspace there is no fallback either
  for (const one of all) await eventually(() => lettersAbout(one)).toEqual(bothAdmins);
  const later = { ...world.server.ctx, now: () => Date.now() + 6 * 60_000 };
  await climbLadders(later);

  expect((await takeOver(world.ann, met)).status).toBe(200);
  await world.ann.call('POST', `/v1/desk/conversations/${met.id}/messages`, {
    ...{ text: 'It is, says Ann', client_id: 'ann-1' },
  });
  await gone.visitor.call('POST', `/v1/widget/conversations/${gone.id}/close`, {});
  await waiting.visitor.say('Are you there?', { conversation_id: waiting.id });
  faults.clear();
  await world.settle();

  for (const one of all) expect(roots(support, one)).toHaveLength(1);
  for (const one of all) expect(roots(leads, one)).toEqual([]);
  for (const one of all) expect(await lettersAbout(one)).toEqual(bothAdmins);
  // reminded where somebody waits still; everything else in its order, once
  const asked = 'Still waiting for a person, 6 min by now.';
  const told =
    'Belay: Everybody was reminded and nobody came. The visitor was told, and offered e-mail.';
  expect(thread(support, first).slice(1)).toEqual([asked, told]);
  expect(thread(support, waiting).slice(1)).toEqual([
    ...[asked, told, 'Anonymous Visitor: Are you there?'],
  ]);
  expect(thread(support, met).slice(1)).toEqual([
    ...[told, 'Belay: Ann has this conversation now.', 'Ann: It is, says Ann'],
  ]);
  expect(thread(support, gone).slice(1)).toEqual([told, 'Belay: The conversation was closed.']);
  expect(root(support, waiting)).toContain('belay_take');
  expect(root(support, met)).toMatch(/Ann has it.*belay_hand_back/);
  expect(root(support, gone)).toMatch(/Closed.*belay_reopen/);
});

test('[NTF-4] a channel is archived for long: the fallback hears, and when it is back both show the same', {
  timeout: patience,
}, async () => {
  const { support, leads } = world.channels;
  const { sandbox } = world;
  sandbox.world.archive(support, world.mara);
  const [waiting, met, gone] = [
    await asks('Is the fifth rope strong?'),
    await asks('Is the sixth rope strong?'),
    await asks('Is the seventh rope strong?'),
  ];
  const all = [waiting, met, gone];
  for (const one of all) await eventually(() => roots(leads, one)).toHaveLength(1);
  const [{ ts = '' } = {}] = roots(leads, met);
  expect(await world.press(world.ann.slack, { channel: leads, ts }, 'take')).toBeNull();
  await eventually(() => root(leads, met)).toContain('Ann has it');
  await gone.visitor.call('POST', `/v1/widget/conversations/${gone.id}/close`, {});
  await waiting.visitor.say('Are you there?', { conversation_id: waiting.id });
  await eventually(() => thread(leads, waiting).slice(1)).toEqual([
    'Anonymous Visitor: Are you there?',
  ]);

  sandbox.world.unarchive(support, world.mara);
  for (const one of all) await eventually(() => roots(support, one)).toHaveLength(1);
  await world.settle();
  for (const channel of [support, leads]) {
    for (const one of all) expect(roots(channel, one)).toHaveLength(1);
    expect(root(channel, waiting)).toContain('belay_take');
    expect(root(channel, met)).toMatch(/Ann has it/);
    expect(root(channel, gone)).toMatch(/Closed.*belay_reopen/);
  }
  // Slack could be told all the time
  for (const one of all) expect(await lettersAbout(one)).toEqual([]);
  // the conversation goes on where it was taken, and nothing of it is said twice
  const at = { ...met, channel: leads, root: ts, conversation: uuidOf('cnv', met.id) ?? '' };
  world.type(world.ann.slack, at, 'It is strong');
  await eventually(() => world.read(at)).toEqual(['It is strong']);
  await world.settle();
  expect(thread(leads, met).filter((text) => text.includes('It is strong'))).toHaveLength(1);
  expect(thread(support, met).join()).not.toContain('It is strong');
  expect(thread(support, waiting).join()).not.toContain('Are you there?');
});
