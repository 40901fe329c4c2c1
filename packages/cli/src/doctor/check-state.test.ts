import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeLock } from '../ledger/lock.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { homeAt } from '../settings/home.ts';
import { useTempDir } from '../testing/temp-dir.ts';
import {
  checkCursors,
  checkLedgers,
  checkLock,
  checkSetAside,
  checkStateFile,
} from './check-state.ts';

const dir = useTempDir();
const home = () => homeAt(dir(), {});

test('[CLI-4] an empty home is in order', async () => {
  expect(checkStateFile(home()).verdict).toBe('ok');
  expect(checkLock(home())).toEqual({
    check: 'lock',
    verdict: 'ok',
    message: 'No sync is running.',
  });
  expect(await checkLedgers(home())).toMatchObject([{ verdict: 'ok' }]);
  expect(checkCursors(home()).verdict).toBe('ok');
  expect(checkSetAside(home())).toEqual([]);
  expect(readdirSync(dir())).toEqual([]);
});

test('[CLI-4] a state file that others can read is a warning', () => {
  const path = join(dir(), 'state.json');
  writeFileSync(path, '{"token":"a-token"}', { mode: 0o600 });
  expect(checkStateFile(home()).verdict).toBe('ok');
  chmodSync(path, 0o644);
  if (process.platform !== 'win32')
    expect(checkStateFile(home())).toMatchObject({ verdict: 'warn', next: `chmod 600 ${path}` });
});

test('[CLI-4] a damaged ledger is named, and left for the next sync to keep aside', async () => {
  mkdirSync(home().ledgers);
  await openLedger(join(home().ledgers, 'slack-T1-good.sqlite')).ledger.close();
  const bad = join(home().ledgers, 'slack-T1-bad.sqlite');
  writeFileSync(bad, 'this is no ledger, and long enough to be taken for one'.repeat(20));
  writeFileSync(join(dir(), 'connectors-state.json'), '{');
  writeFileSync(join(home().ledgers, 'old.sqlite.damaged.1'), '');
  const findings = await checkLedgers(home());
  expect(findings.map(({ verdict }) => verdict).sort()).toEqual(['ok', 'warn']);
  expect(findings.find(({ verdict }) => verdict === 'warn')?.next).toContain('keeps it aside');
  expect(readFileSync(bad, 'utf8')).toMatch(/^this is no ledger/);
  expect(checkCursors(home()).verdict).toBe('warn');
  expect(checkSetAside(home())).toMatchObject([
    { verdict: 'ok', details: { files: ['old.sqlite.damaged.1'] } },
  ]);
});

test('[CLI-4] the lock names its holder', () => {
  const lock = takeLock(home().lock, {
    pid: 4711,
    host: hostname(),
    since: '2026-03-15T09:00:00.000Z',
    command: 'cortexdb-sync watch slack --interval 60',
  });
  const finding = checkLock(home());
  if (lock.held) lock.release();
  expect(finding).toMatchObject({
    verdict: 'ok',
    message: expect.stringContaining('process 4711'),
    details: { pid: 4711 },
  });
});
