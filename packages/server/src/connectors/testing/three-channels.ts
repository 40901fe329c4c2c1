import type { ConnectorView } from '@belay/contract/connector';
import type { ErrorBody } from '@belay/contract/error';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { TestIdentity } from '../../testing/start-test-server.ts';
import { type ConnectorFixture, connectorFixture, type Team } from './connector-fixture.ts';

export interface Answer {
  status: number;
  body: ConnectorView & ErrorBody & { items: ConnectorView[] };
}

/** For a whole test file: general, ropes and the private legal, anew before each test, and a team. */
export function threeChannels() {
  let fixture: ConnectorFixture;
  let ann: Team;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    fixture = await connectorFixture();
  });
  afterAll(() => fixture.close());
  beforeEach(async () => {
    fixture.sandbox.reset();
    const { world, app } = fixture.sandbox;
    const members = [app.botUserId];
    for (const name of ['general', 'ropes', 'legal']) {
      const kind = name === 'legal' ? 'private' : 'public';
      ids.set(name, world.addChannel({ name, kind, members }).id);
    }
    ann = await fixture.team();
  });
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    who: TestIdentity = ann,
  ): Promise<Answer> => {
    const answer = await who.call(method, `/v1/connectors${path}`, body);
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  };
  return {
    get fixture() {
      return fixture;
    },
    get ann() {
      return ann;
    },
    idOf: (name: string) => ids.get(name),
    call,
    create: (change: Record<string, unknown> = {}, more: Record<string, unknown> = {}) =>
      call('POST', '', { ...fixture.body(ann, change), ...more }),
  };
}
