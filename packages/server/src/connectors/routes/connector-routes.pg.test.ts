import type { ConnectorView } from '@belay/contract/connector';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type ConnectorFixture,
  connectorFixture,
  type Team,
} from '../testing/connector-fixture.ts';

let fixture: ConnectorFixture;
let ann: Team;
beforeAll(async () => {
  fixture = await connectorFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  fixture.sandbox.reset();
  const { world, app } = fixture.sandbox;
  for (const name of ['general', 'ropes']) world.addChannel({ name, members: [app.botUserId] });
  ann = await fixture.team();
});

const read = async (answer: Response) => ({
  status: answer.status,
  body: (await answer.json()) as Record<string, unknown>,
});

test('[MGD-3] a connector is made, listed, shown, paused and resumed', async () => {
  const made = await fixture.connect(ann);
  expect(made).toMatchObject({
    state: 'waiting',
    workspace: { team_id: 'T09SANDBOX1' },
    settings: { channels: 'all_public', poll_seconds: 10, backfill_days: 30 },
  });
  const path = `/v1/connectors/${made.id}`;
  const { body: list } = await read(await ann.call('GET', '/v1/connectors'));
  expect((list.items as ConnectorView[]).map(({ id }) => id)).toEqual([made.id]);
  expect(await read(await ann.call('POST', `${path}/pause`))).toMatchObject({
    status: 200,
    body: { state: 'paused' },
  });
  expect(await read(await ann.call('POST', `${path}/pause`))).toMatchObject({ status: 200 });
  expect(await read(await ann.call('POST', `${path}/resume`))).toMatchObject({
    body: { state: 'waiting' },
  });
  expect(await read(await ann.call('GET', path))).toMatchObject({ body: { id: made.id } });
});
