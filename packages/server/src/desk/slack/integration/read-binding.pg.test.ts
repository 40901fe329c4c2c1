import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SlackDeskWorld, slackDeskWorld } from '../testing/slack-desk-world.ts';
import { bindingOf } from './read-binding.ts';

let world: SlackDeskWorld;
beforeAll(async () => {
  world = await slackDeskWorld({ jobs: false, outbox: false });
});
afterAll(() => world.close());

test('[NTF-1] a binding is read with the defaults of what came later', async () => {
  const { server, agent, installation, channels, sandbox } = world;
  await server.pool.query(
    `update slack_binding set settings = settings - 'ladder' where tenant = $1`,
    [agent.tenant],
  );
  const binding = await bindingOf(server.pool, agent.tenant, agent.uuid);
  expect(binding).toMatchObject({
    ...{ agent: agent.uuid, installation, teamId: sandbox.world.team.current.id },
    settings: { default_channel: channels.support, ladder: [{ do: 'remind' }, {}, { do: 'mail' }] },
  });
  const other = await world.addAgent(agent.tenant);
  expect(await bindingOf(server.pool, agent.tenant, other.uuid)).toBeUndefined();
});
