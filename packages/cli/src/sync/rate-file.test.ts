import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchSandbox } from '@belay/sandbox/fetch-sandbox';
import { openSandbox } from '@belay/sandbox/open-sandbox';
import { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import { expect, test } from 'vitest';
import { useTempDir } from '../testing/temp-dir.ts';
import { readRate, writeRate } from './rate-file.ts';

const dir = useTempDir();
const path = () => join(dir(), 'slack-rate.json');
const now = Date.parse('2026-03-15T10:30:00Z');
const clock = { now: () => now, sleep: () => Promise.resolve() };

test('[SYN-2] the next run counts the last minute of the one before, token by token', async () => {
  const sandbox = openSandbox();
  sandbox.settle('http://127.0.0.1');
  const open = (token: string) =>
    new SlackWorkspace({
      token,
      clock,
      apiUrl: 'http://127.0.0.1/api/',
      fetch: fetchSandbox(sandbox),
      restored: readRate(path(), token),
    });
  const first = open(sandbox.botToken);
  for (let i = 0; i < 3; i++) await first.identity();
  writeRate(path(), sandbox.botToken, first.rateState());
  const spent = (token: string) => {
    const { perMinute = 0, left = 0 } = open(token).plan().methods['auth.test'] ?? {};
    return perMinute - left;
  };
  expect(spent(sandbox.botToken)).toBe(3);
  expect(spent('xoxb-another')).toBe(0);
  if (process.platform !== 'win32') expect(statSync(path()).mode & 0o777).toBe(0o600);
});

test('[SYN-2] a damaged file is as good as none', () => {
  writeFileSync(path(), '{"0123456789abcdef": {"methods": 7}}');
  expect(readRate(path(), 'a-token')).toBeUndefined();
  const clamp = { mode: 'clamped', triedAt: now } as const;
  writeRate(path(), 'a-token', { methods: {}, clamp });
  expect(readRate(path(), 'a-token')).toEqual({ methods: {}, clamp });
});
