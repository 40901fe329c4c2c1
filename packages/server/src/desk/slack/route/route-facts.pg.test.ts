import type { SlackWhy } from '@belay/contract/desk/slack';
import { slackSettings } from '@belay/contract/desk/slack-settings';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SlackDeskWorld, slackDeskWorld } from '../testing/slack-desk-world.ts';
import { routeFacts } from './route-facts.ts';

let world: SlackDeskWorld;
const nine = [{ from: '09:00', to: '17:00' }];
beforeAll(async () => {
  world = await slackDeskWorld({
    outbox: false,
    agent: {
      hours: {
        zone: 'UTC',
        week: { mon: nine, tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
        holidays: [],
      },
    },
  });
});
afterAll(() => world.close());

const open = new Date('2026-11-23T10:00:00Z');
const closed = new Date('2026-11-23T20:00:00Z');
const rule = (when: object) => ({ name: 'Rule', channel: 'C0RULE', when });

test('[NTF-1] the router hears what the visitor said, where, in which language, and whether it is open', async () => {
  const { agent, server, visit, channels } = world;
  const visitor = await visit();
  const page = { url: 'https://shop.example/billing', title: '' };
  await visitor.say('My refund?', { page });
  await visitor.say('Por favor');
  const { rows } = await server.pool.query<{ id: string }>(
    `update conversation set language = 'es-MX' where tenant = $1 returning id`,
    [agent.tenant],
  );
  await server.pool.query('update slack_channel set is_shared = true where channel = $1', [
    channels.leads,
  ]);
  const about = {
    ...{ tenant: agent.tenant, agent: agent.uuid, conversation: rows[0]?.id ?? null },
    ...{ event: 'escalation' as const, at: open },
  };
  const settings = slackSettings.parse({
    default_channel: channels.leads,
    rules: [rule({ words: ['refund'] })],
  });
  const facts = await routeFacts(server.pool, about, settings);
  expect(facts).toEqual({
    event: 'escalation',
    agent: { isPublic: true, isPaused: false },
    page: page.url,
    text: 'My refund?\nPor favor',
    language: 'es-MX',
    isOpen: true,
    action: null,
    shared: new Set([channels.leads]),
  });
  // what no rule asks for is not read
  const plain = slackSettings.parse({});
  expect(await routeFacts(server.pool, { ...about, at: closed }, plain)).toMatchObject({
    ...{ text: '', isOpen: false, shared: new Set() },
  });
});

async function why(body: object): Promise<SlackWhy> {
  const answer = await world.owner.call('POST', `/v1/agents/${world.agent.id}/slack/why`, body);
  expect(answer.status).toBe(200);
  return (await answer.json()) as SlackWhy;
}

test('[NTF-1] why an event goes where it goes is told rule by rule, for any moment', async () => {
  const { channels, bind } = world;
  await bind({
    default_channel: channels.support,
    rules: [
      rule({ events: ['lead'] }),
      { ...rule({ hours: 'closed' }), name: 'Nights', channel: channels.all, mention: 'S0NIGHT' },
    ],
  });
  expect(await why({ event: 'escalation', at: closed.toISOString() })).toEqual({
    routes: [
      {
        channel: { id: channels.all, name: 'all' },
        because: 'Rule 2, “Nights”: it is outside working hours',
        mention: 'S0NIGHT',
      },
    ],
    silent: null,
    rules: [
      { name: 'Rule', matched: false, because: 'the event is not Lead Captured' },
      { name: 'Nights', matched: true, because: 'it is outside working hours' },
    ],
  });
  const inHours = await why({ event: 'escalation', at: open.toISOString() });
  expect(inHours.routes.map(({ channel, because }) => [channel.name, because])).toEqual([
    ['support', 'The default channel'],
  ]);
  expect((await why({ event: 'lead' })).silent).toEqual({
    trouble: 'event_off',
    sentence: 'Lead Captured is switched off, so nothing is sent.',
  });
});

test('[NTF-5] why nothing is sent is told of an agent that is not connected, too', async () => {
  const fresh = await world.addAgent(world.agent.tenant);
  const answer = await world.owner.call('POST', `/v1/agents/${fresh.id}/slack/why`, {
    event: 'escalation',
  });
  expect(await answer.json()).toMatchObject({ routes: [], silent: { trouble: 'not_connected' } });
});
