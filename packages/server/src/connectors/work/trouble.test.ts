import { LedgerLost } from '@belay/connector/ports';
import { noCounts, type SyncReport } from '@belay/connector/progress';
import { SyncRefused } from '@belay/connector/sync/options';
import { SlackError } from '@belay/slack/error';
import { expect, test } from 'vitest';
import { troubleIn, troubleOf } from './trouble.ts';

const refused = (cause: SlackError) => new SyncRefused('slack', cause.message, { cause });
const report = (failures: SyncReport['failures']): SyncReport => ({
  outcome: 'failed',
  counts: noCounts(),
  failures,
  requests: {},
  owed: {},
  startedAt: 0,
  endedAt: 1,
});

test('[SYN-6] what comes back by itself is held, what a person has to mend is a failure in words', () => {
  expect(troubleOf(refused(new SlackError('http_503', 'x', { class: 'retry' })))).toMatchObject({
    kind: 'held',
  });
  const revoked = troubleOf(refused(new SlackError('token_revoked', 'x', { class: 'auth' })));
  expect(revoked).toEqual({
    kind: 'failed',
    reason: 'The bot token was revoked. Install the app again, and store its new token.',
  });
  const lacking = new SlackError('missing_scope', 'x', { class: 'scope', needed: 'users:read' });
  expect(troubleOf(refused(lacking))).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('users:read'),
  });
  expect(troubleOf(new SyncRefused('no_channels', 'Name a channel.'))).toEqual({
    kind: 'failed',
    reason: 'Name a channel.',
  });
  expect(troubleOf(new TypeError('a bug'))).toBeUndefined();
});

test('[MGD-5] a lost lease ends the work, whoever met it first', () => {
  expect(troubleOf(new LedgerLost('taken'))).toEqual({ kind: 'lost' });
  expect(troubleOf(new SyncRefused('ledger_lost', 'taken'))).toEqual({ kind: 'lost' });
  const lost = { kind: 'workspace', code: 'ledger_lost', message: 'taken' } as const;
  expect(troubleIn(report([lost]))).toEqual({ kind: 'lost' });
});

test('[SYN-6] a memory that is away is held, one that denies us is a failure', () => {
  const away = { kind: 'memory', code: 'STORAGE_FULL', message: 'full' } as const;
  expect(troubleIn(report([away]))).toEqual({ kind: 'held', reason: 'full' });
  const denied = { kind: 'memory', code: 'POLICY_DENIED', message: 'denied' } as const;
  expect(troubleIn(report([denied]))).toEqual({ kind: 'failed', reason: 'denied' });
  const auth = { kind: 'workspace', code: 'token_revoked', message: 'raw' } as const;
  expect(troubleIn(report([auth]))).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('Install the app again'),
  });
});
