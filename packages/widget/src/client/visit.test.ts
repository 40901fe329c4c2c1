import type { WidgetConversation, WidgetSession } from '@belay/contract/desk/widget';
import { expect, test } from 'vitest';
import { memoryStorage } from '../testing/memory-storage.ts';
import type { Api } from './api.ts';
import { createKeep } from './keep.ts';
import { Store } from './store.ts';
import { Visit } from './visit.ts';

/** A browser that was here before, and a server whose answers come when the test says so. */
function setting() {
  const storage = memoryStorage();
  const store = new Store(
    createKeep('agt_1', () => storage),
    true,
  );
  store.keep.set('token', 'old');
  const asked: { token: string | null; answer(session: Partial<WidgetSession>): void }[] = [];
  const double: Pick<Api, 'session' | 'agent'> = {
    session: () =>
      new Promise((resolve) => {
        asked.push({
          token: store.keep.get('token'),
          // what isn't read here isn't made
          answer: (session) => resolve(session as WidgetSession),
        });
      }),
    agent: async () => agent,
  };
  const ready: string[] = [];
  // a visit uses these two calls and nothing else of the API
  const visit = new Visit(double as Api, store, {
    ready: () => ready.push('ready'),
    changed: () => undefined,
    ended: () => undefined,
  });
  return { store, visit, asked, ready };
}

// the agent as it is told, as far as a visit hands it on
const agent = { name: 'Robin' } as WidgetSession['agent'];
const visitor = (id: string): WidgetSession['visitor'] => ({
  ...{ id, name: null, email: null, verified: false },
});
const talk = (id: string) =>
  ({
    id,
    state: 'agent',
    turn: 1,
    seen_by_operator: 0,
    updated_at: '2026-03-18T10:00:00Z',
  }) as WidgetConversation;
const turn = () => new Promise((resolve) => setTimeout(resolve));

test('[DSK-9] who signs out while they are read is not shown, and what is said next is a new visitor’s', async () => {
  const { store, visit, asked, ready } = setting();
  const loading = visit.load();
  visit.forget();
  asked[0]?.answer({ visitor: visitor('vis_old'), agent, conversations: [talk('cnv_old')] });
  await loading;
  expect(ready).toEqual(['ready']);
  expect(store.state.visitor).toBeNull();
  expect(store.state.talk.conversations).toEqual({});
  expect(store.state.current).toMatch(/^new:/);

  const speaking = visit.need();
  expect(asked[1]?.token).toBeNull();
  asked[1]?.answer({ token: 'new', visitor: visitor('vis_new'), agent, conversations: [] });
  await speaking;
  expect(store.keep.get('token')).toBe('new');
  expect(store.state.visitor?.id).toBe('vis_new');
});

test('[DSK-9] a visitor who is made while somebody signs out is nobody: another one speaks', async () => {
  const { store, visit, asked } = setting();
  visit.forget();
  const speaking = visit.need();
  visit.forget();
  asked[0]?.answer({ token: 'lost', visitor: visitor('vis_lost'), agent, conversations: [] });
  await turn();
  asked[1]?.answer({ token: 'kept', visitor: visitor('vis_kept'), agent, conversations: [] });
  await speaking;
  expect([store.keep.get('token'), store.state.visitor?.id]).toEqual(['kept', 'vis_kept']);
});

test('[DSK-2] another tab’s new visitor is read, whatever was being read before', async () => {
  const { store, visit, asked } = setting();
  void visit.load();
  store.keep.set('token', 'theirs');
  const reloading = visit.reload();
  asked[0]?.answer({ visitor: visitor('vis_old'), agent, conversations: [] });
  await turn();
  asked[1]?.answer({ visitor: visitor('vis_theirs'), agent, conversations: [] });
  await reloading;
  expect(store.state.visitor?.id).toBe('vis_theirs');
});
