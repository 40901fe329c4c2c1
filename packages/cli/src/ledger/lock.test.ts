import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useTempDir } from '../testing/temp-dir.ts';
import { lockHolder, takeLock } from './lock.ts';

const dir = useTempDir();
const path = () => join(dir(), 'connectors.lock');
const me = (pid: number) => ({
  pid,
  host: 'rope.example',
  since: '2026-03-15T10:30:00.000Z',
  command: 'cortexdb-sync sync slack',
});

test('[CLI-4] a second run is told who holds the lock, a third takes it when it is free', () => {
  const first = takeLock(path(), me(1));
  expect(first.held).toBe(true);
  expect(takeLock(path(), me(2))).toEqual({ held: false, by: me(1) });
  expect(lockHolder(path())).toEqual(me(1));
  if (first.held) first.release();
  expect(lockHolder(path())).toBeUndefined();
  const third = takeLock(path(), me(3));
  expect(third.held).toBe(true);
  expect(lockHolder(path())).toEqual(me(3));
  if (third.held) third.release();
});

test('[CLI-4] a holder that was killed holds nothing', async () => {
  const module = new URL('./lock.ts', import.meta.url).href;
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { takeLock } = await import(${JSON.stringify(module)});
       takeLock(${JSON.stringify(path())}, { pid: process.pid, host: 'h', since: 's', command: 'c' });
       console.log('held'); setInterval(() => {}, 1000);`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(child.stdout, 'data');
  expect(takeLock(path(), me(2))).toMatchObject({ held: false, by: { pid: child.pid } });
  child.kill('SIGKILL');
  await once(child, 'exit');
  const mine = takeLock(path(), me(2));
  expect(mine.held).toBe(true);
  if (mine.held) mine.release();
});

test('[CLI-4] a lock file that is no lock is kept aside', () => {
  writeFileSync(path(), 'not a database, but longer than its header would be');
  const lock = takeLock(path(), me(1));
  expect(lock.held).toBe(true);
  expect(existsSync(`${path()}.damaged`)).toBe(true);
  if (lock.held) lock.release();
});
