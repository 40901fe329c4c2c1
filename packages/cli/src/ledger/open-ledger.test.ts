import { openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { useTempDir } from '../testing/temp-dir.ts';
import { openLedger } from './open-ledger.ts';

const dir = useTempDir();
const path = () => join(dir(), 'ledger.sqlite');

test('[CLI-4] a sound ledger is opened as it is', async () => {
  const first = openLedger(path());
  await first.ledger.commit({ values: { a: '1' } });
  await first.ledger.close();
  const again = openLedger(path());
  expect(again.damaged).toBeUndefined();
  expect(await again.ledger.value('a')).toBe('1');
  await again.ledger.close();
});

test('[CLI-4] a damaged ledger is kept aside under a free name, byte for byte', async () => {
  for (const name of ['damaged', 'damaged.1']) {
    const text = `garbage ${name}`;
    writeFileSync(path(), text);
    const { ledger, damaged } = openLedger(path());
    expect(damaged).toBe(`${path()}.${name}`);
    expect(readFileSync(`${path()}.${name}`, 'utf8')).toBe(text);
    expect((await ledger.counts()).messages).toBe(0);
    await ledger.close();
  }
});

test('[CLI-4] damage inside the file is found when it is opened', async () => {
  const { ledger } = openLedger(path());
  for (let n = 0; n < 200; n++) await ledger.commit({ values: { [`name ${n}`]: 'x'.repeat(500) } });
  await ledger.close();
  const size = readFileSync(path()).length;
  writeSync(openSync(path(), 'r+'), Buffer.alloc(8192, 0xff), 0, 8192, Math.floor(size / 2));
  const again = openLedger(path());
  expect(again.damaged).toBe(`${path()}.damaged`);
  await again.ledger.close();
});

test('[CLI-4] another program’s database is no ledger', async () => {
  const db = new DatabaseSync(path());
  db.exec('pragma application_id = 7; create table other (a)');
  db.close();
  const { ledger, damaged } = openLedger(path());
  expect(damaged).toBe(`${path()}.damaged`);
  await ledger.close();
});
