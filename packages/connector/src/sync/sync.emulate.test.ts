import { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import { createEmulator, type Emulator } from 'emulate';
import { afterEach, expect, it } from 'vitest';
import type { Clock } from '../ports.ts';
import { CortexDouble } from '../testing/cortex-double.ts';
import { MemoryLedger } from '../testing/memory-ledger.ts';
import { sync } from './sync.ts';

let emulator: Emulator | undefined;
afterEach(async () => {
  await emulator?.close();
  emulator = undefined;
});

const clock: Clock = {
  now: () => Date.now(),
  sleep: () => Promise.reject(new Error('nothing here should have to wait')),
};

/** A Slack-compatible server that we did not write: POST only, and it ignores every bound. */
async function start() {
  emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        team: { name: 'Rope', domain: 'rope' },
        users: [{ name: 'reader' }, { name: 'ada', email: 'ada@rope.example' }],
        channels: [{ name: 'climbing' }],
        tokens: [
          { token: 'xoxb-reader', user: 'reader' },
          { token: 'xoxp-ada', user: 'ada' },
        ],
      },
    },
  });
  const { url } = emulator;
  const call = async (method: string, args: Record<string, string>) => {
    const answer = await fetch(`${url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxp-ada' },
      body: new URLSearchParams(args),
    });
    // the server's own shape; the test asserts what it needs of it
    return (await answer.json()) as {
      ok: boolean;
      ts: string;
      channels: { id: string; name: string }[];
    };
  };
  return { url, call };
}

it('[SYN-2] another Slack-compatible server: complete, correct, nothing on the second run', async () => {
  const { url, call } = await start();
  const { channels } = await call('conversations.list', {});
  const channel = channels.find(({ name }) => name === 'climbing')?.id ?? '';
  const said: string[] = [];
  for (let i = 0; i < 30; i++) {
    said.push(`m${i}`);
    expect((await call('chat.postMessage', { channel, text: `m${i}` })).ok).toBe(true);
  }
  const root = await call('chat.postMessage', { channel, text: 'root' });
  await call('chat.postMessage', { channel, text: 'reply', thread_ts: root.ts });
  await call('reactions.add', { channel, name: 'tada', timestamp: root.ts });

  const workspace = new SlackWorkspace({
    token: 'xoxb-reader',
    apiUrl: `${url}/api/`,
    clock,
    rate: 'unlimited',
  });
  const ports = { workspace, memory: new CortexDouble(), ledger: new MemoryLedger(), clock };
  const options = { org: 'acme', channels: ['climbing'], since: 0 };
  const first = await sync(options, ports);
  expect(first.failures).toEqual([]);
  expect(ports.memory.texts.toSorted()).toEqual([...said, 'root', 'reply'].toSorted());
  expect(first.counts).toMatchObject({ messages: 31, replies: 1, reactions: 1 });
  const second = await sync(options, ports);
  expect(second.outcome).toBe('done');
  expect(ports.memory.events).toHaveLength(33);
});
