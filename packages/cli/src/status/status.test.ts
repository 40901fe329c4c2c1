import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChannelRecord, Ledger } from '@belay/connector/ports';
import { noCounts } from '@belay/connector/progress';
import { msToTs } from '@belay/slack/ids/ts';
import { expect, test } from 'vitest';
import { channelCursors, writeCursors } from '../ledger/cursor-file.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { homeAt } from '../settings/home.ts';
import { useTempDir } from '../testing/temp-dir.ts';
import { testCli } from '../testing/test-cli.ts';
import { recordRun } from './last-run.ts';
import { printConnector } from './print-status.ts';
import { readStatus } from './read-status.ts';
import { statusJson } from './status-json.ts';

const dir = useTempDir();
const home = () => homeAt(dir(), {});
const now = Date.parse('2026-03-15T10:30:00Z');
const minute = 60_000;
const day = 86_400_000;
const name = 'slack-T1-0123456789';
const target = msToTs(now - 30 * day);

const channel = (id: string, more: Partial<ChannelRecord> = {}): ChannelRecord => ({
  channelId: id,
  name: id.toLowerCase(),
  keyChannelId: id,
  keyTeamId: 'T1',
  isPrivate: false,
  scopeName: id.toLowerCase(),
  state: 'active',
  target,
  ...more,
});

/** Three channels: one proved through two minutes ago, one half read, one that is shut. */
async function fill(ledger: Ledger) {
  const read = (at: number) => ({ to: msToTs(at), readLo: at, readHi: at });
  await ledger.commit({
    channels: [
      channel('GENERAL'),
      channel('LONG'),
      channel('LEGAL', {
        state: 'unreadable',
        reason:
          'The bot is not in #legal: invite it there with "/invite @<bot name>", then sync again.',
      }),
    ],
    chunks: [
      { channelId: 'GENERAL', chunks: [{ from: target, ...read(now - 2 * minute) }] },
      { channelId: 'LONG', chunks: [{ from: msToTs(now - 5 * day), ...read(now - minute) }] },
    ],
    debts: [
      owed('file:GENERAL:1.000000:F1', 'GENERAL', 'file', 'internal_error: Slack failed.'),
      owed('file:GENERAL:2.000000:F2', 'GENERAL', 'file', 'internal_error: Slack failed.'),
      owed('exception:GENERAL:3.000000', 'GENERAL', 'exception', 'file_too_large: over 32 MiB.'),
      owed('thread:LONG:1.000000', 'LONG', 'thread'),
    ],
  });
}

function owed(
  id: string,
  channelId: string,
  kind: 'file' | 'thread' | 'exception',
  reason?: string,
) {
  return {
    id,
    channelId,
    kind,
    ts: id.split(':')[2] ?? '',
    due: now + 5 * minute,
    attempts: 1,
    priority: '',
    ...(reason === undefined ? {} : { reason }),
  };
}

const report = (redacted: number) => ({
  outcome: 'partial' as const,
  counts: { ...noCounts(), messages: 12, redacted },
  failures: [
    { kind: 'workspace' as const, code: 'missing_scope', message: 'Names are missing.' },
    {
      kind: 'file' as const,
      code: 'internal_error',
      message: 'Slack failed.',
      channelName: 'general',
    },
  ],
  requests: {},
  owed: {},
  startedAt: now - 3 * minute,
  endedAt: now - 2 * minute,
});

async function synced() {
  mkdirSync(home().ledgers);
  const { ledger } = openLedger(join(home().ledgers, `${name}.sqlite`));
  await fill(ledger);
  await recordRun(ledger, report(3));
  await recordRun(ledger, report(1));
  writeCursors(home().cursors, name, {
    team_id: 'T1',
    workspace: 'ropeworks',
    memory: 'http://127.0.0.1:3141',
    actor: 'user:ada',
    updated_at: new Date(now).toISOString(),
    channels: await channelCursors(ledger),
  });
  await ledger.close();
}

test('[SYN-13] status shows what is proved of each channel, what is owed, and the exceptions', async () => {
  await synced();
  const { connectors } = await readStatus(home(), home().cursors);
  const { cli, written } = testCli({ env: { NO_COLOR: '1' }, isTTY: true });
  for (const [id, connector] of Object.entries(connectors))
    printConnector(id, connector, cli.terminal, now);
  expect(written.out.split('\n')).toEqual([
    'ropeworks (T1) → http://127.0.0.1:3141',
    '  1 of 3 channels is proved complete through 2026-03-15T10:28:00Z; not yet: #long, #legal.',
    '  Last run 2 min ago, partial: 12 messages, 1 redaction.',
    '  4 redactions so far.',
    '  ! workspace: Names are missing. (missing_scope)',
    '',
    '  channel   messages  through       threads       reply edits',
    '  #general         0  2 min ago     2 min ago     2 min ago',
    '    to do: 2 files',
    '    ! 1 exception: file_too_large: over 32 MiB. (not tried again until it changes)',
    '    ! 2 files: internal_error: Slack failed. (tried again in 5 min at the earliest)',
    '  #long            0  not yet       not yet       not yet',
    '    read back to 2026-03-10 so far',
    '    to do: 1 thread',
    '  #legal           0  not yet       not yet       not yet',
    '    ! The bot is not in #legal: invite it there with "/invite @<bot name>", then sync again.',
    '',
  ]);
});

test('[SYN-13] and the same as JSON, with moments as RFC 3339', async () => {
  await synced();
  const { connectors } = await readStatus(home(), home().cursors);
  const json = JSON.parse(JSON.stringify(statusJson(connectors))) as Record<
    string,
    { channels: Record<string, object> }
  >;
  expect(json[name]).toMatchObject({
    workspace: 'ropeworks',
    redacted: 4,
    last_run: {
      outcome: 'partial',
      ended_at: '2026-03-15T10:28:00.000Z',
      counts: { messages: 12, redacted: 1 },
    },
    channels: {
      GENERAL: {
        messages_through: '2026-03-15T10:28:00.000Z',
        threads_as_of: '2026-03-15T10:28:00.000Z',
        reply_edits_as_of: '2026-03-15T10:28:00.000Z',
        complete: true,
        debts: { file: 2, exception: 1 },
      },
      LONG: { complete: false, reached_back: '2026-03-10T10:30:00.000Z' },
    },
  });
  expect(json[name]?.channels.LONG).not.toHaveProperty('messages_through');
  expect(json[name]?.channels.GENERAL).toMatchObject({
    exceptions: expect.arrayContaining([
      { kind: 'exception', ts: '3.000000', reason: 'file_too_large: over 32 MiB.' },
      {
        kind: 'file',
        ts: '1.000000',
        reason: 'internal_error: Slack failed.',
        retry_at: '2026-03-15T10:35:00.000Z',
      },
    ]),
  });
});

test('[CLI-4] a ledger that can’t be read leaves the cursors as last drawn', async () => {
  await synced();
  writeFileSync(join(home().ledgers, `${name}.sqlite`), 'garbage of some length'.repeat(100));
  const { connectors } = await readStatus(home(), home().cursors);
  expect(connectors[name]).toMatchObject({
    workspace: 'ropeworks',
    trouble: expect.stringContaining('not a database'),
    channels: { GENERAL: { complete: true } },
  });
  const { cli, written } = testCli({ isTTY: true });
  printConnector(name, connectors[name] ?? { channels: {} }, cli.terminal, now);
  expect(written.out).toContain('The ledger can’t be read');
});
