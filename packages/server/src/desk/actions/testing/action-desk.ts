import type { ActionRunView, CreatedAction, RunsPage } from '@belay/contract/desk/action';
import type { AnnouncementsPage, AnnouncementView } from '@belay/contract/desk/webhook';
import { publicId, uuidOf } from '../../../memory/ids.ts';
import { startTestServer, type TestServer } from '../../../testing/start-test-server.ts';
import { type ReachWorld, reachWorld } from '../../announce/testing/reach-world.ts';
import { type Receiver, startReceiver } from '../../announce/testing/receiver.ts';
import type { TurnRef } from '../../conversation/turn-ref.ts';

/** An agent whose actions ask a receiver, which answers `{"number":"R-7"}`. */
export interface ActionDesk {
  server: TestServer;
  world: ReachWorld;
  receiver: Receiver;
  /** of the agent's actions */
  path: string;
  /** a body that books a demo, with changes */
  booking(change?: object, request?: object): object;
  make(change?: object, request?: object): Promise<CreatedAction & { uuid: string }>;
  /** a conversation in its first turn */
  turnOf(given?: Parameters<ReachWorld['conversation']>[0]): Promise<TurnRef>;
  runs(action: string): Promise<ActionRunView[]>;
  /** what was announced of a conversation's actions */
  told(conversation: string): Promise<AnnouncementView[]>;
  /** without actions, the receiver as it was */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function startActionDesk(): Promise<ActionDesk> {
  const server = await startTestServer({ BELAY_LOCAL_TARGETS: '1' });
  const world = await reachWorld(server);
  const receiver = await startReceiver();
  const answer = () => ({ status: 200, body: '{"number":"R-7"}' });
  receiver.answer = answer;
  const path = `/v1/agents/${publicId('agt', world.agent)}/actions`;
  const booking = (change: object = {}, request: object = {}) => ({
    name: 'Book a demo',
    description: 'When somebody wants to see it',
    phrases: ['book a demo'],
    parameters: [
      { key: 'email', description: 'your e-mail', kind: 'email' },
      { key: 'seats', description: 'how many', kind: 'number', required: false },
    ],
    request: {
      method: 'POST',
      url: `${receiver.url}/book/{email}`,
      headers: [{ name: 'X-Api-Key', value: 'hush-hush-key' }],
      ...request,
    },
    say: { done: 'Booked as {result.number}.', failed: 'That did not work.' },
    ...change,
  });
  return {
    ...{ server, world, receiver, path, booking },
    async make(change, request) {
      const action = await world.ask<CreatedAction>('POST', path, booking(change, request));
      return { ...action, uuid: uuidOf('act', action.id) ?? '' };
    },
    async turnOf(given) {
      const { conversation } = await world.conversation(given);
      return { tenant: world.tenant, conversation, turn: 1 };
    },
    async runs(action) {
      return (await world.ask<RunsPage>('GET', `${path}/${action}/runs`)).items;
    },
    async told(conversation) {
      const of = `event=action.ran&conversation_id=${publicId('cnv', conversation)}`;
      const page = await world.ask<AnnouncementsPage>('GET', `/v1/desk/announcements?${of}`);
      return page.items;
    },
    async reset() {
      receiver.received.length = 0;
      receiver.answer = answer;
      await server.pool.query('delete from action');
    },
    async close() {
      await server.close();
      await receiver.close();
    },
  };
}
