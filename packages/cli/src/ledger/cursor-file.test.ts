import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useTempDir } from '../testing/temp-dir.ts';
import { type ConnectorCursor, channelCursors, readCursors, writeCursors } from './cursor-file.ts';
import { SqliteLedger } from './sqlite-ledger.ts';

const dir = useTempDir();
const path = () => join(dir(), 'connectors-state.json');
const cursor: ConnectorCursor = {
  team_id: 'T1',
  workspace: 'ropeworks',
  memory: 'http://localhost:3141',
  actor: 'user:ada',
  updated_at: '2026-03-15T10:30:00.000Z',
  channels: {},
};

test('[CLI-4] each connector has its entry, the others stay', () => {
  writeCursors(path(), 'slack-T1-a', cursor);
  writeCursors(path(), 'slack-T2-b', { ...cursor, team_id: 'T2' });
  expect(Object.keys(readCursors(path()).file.connectors)).toEqual(['slack-T1-a', 'slack-T2-b']);
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  expect(readdirSync(dir())).toEqual(['connectors-state.json']);
});

test('[CLI-4] a damaged cursor file is kept aside and drawn anew', () => {
  writeFileSync(path(), '{"version":1,"connec');
  expect(writeCursors(path(), 'slack-T1-a', cursor)).toBe(`${path()}.damaged`);
  expect(readFileSync(`${path()}.damaged`, 'utf8')).toBe('{"version":1,"connec');
  expect(readCursors(path()).damaged).toBe(false);
  expect(existsSync(path())).toBe(true);
});

test('[CLI-4] a channel shows its name, through when it is proved, and what is owed', async () => {
  const ledger = new SqliteLedger(join(dir(), 'ledger.sqlite'));
  await ledger.commit({
    channels: [
      {
        channelId: 'C1',
        name: 'engineering',
        keyChannelId: 'C1',
        keyTeamId: 'T1',
        isPrivate: false,
        scopeName: 'engineering',
        state: 'active',
        target: '1000000000.000000',
      },
    ],
    chunks: [
      {
        channelId: 'C1',
        chunks: [{ from: '1000000000.000000', to: '1710502200.000100', readLo: 1, readHi: 2 }],
      },
    ],
    debts: [
      { id: 'd', channelId: 'C1', kind: 'thread', ts: '1.1', due: 0, attempts: 0, priority: '' },
    ],
  });
  expect(await channelCursors(ledger)).toEqual({
    C1: {
      name: 'engineering',
      state: 'active',
      messages_through: '2024-03-15T11:30:00.000Z',
      complete: true,
      messages: 0,
      chunks: 1,
      debts: { thread: 1 },
    },
  });
  await ledger.close();
});
