import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { byteaArray, textArray, timestampArray, uuidArray } from './binary-array.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const back = async (type: string, value: Buffer) =>
  (await database.pool.query(`select $1::${type}[] as value`, [value])).rows[0].value;

test('PostgreSQL reads back what was written, whatever the bytes', async () => {
  const texts = ['', 'plain', '"quoted" \\ {a,b}', 'tab\tline\n', 'ünï 日本 🧗', null, 'null'];
  expect(await back('text', textArray(texts))).toEqual(texts);
  const ids = [randomUUID(), randomUUID()];
  expect(await back('uuid', uuidArray(ids))).toEqual(ids);
  const times = [0, 1_710_502_200_123, -1, 253_402_300_799_999];
  expect((await back('timestamptz', timestampArray(times))).map(Number)).toEqual(times);
  const bytes = [Buffer.alloc(0), randomBytes(32)];
  expect(await back('bytea', byteaArray(bytes))).toEqual(bytes);
  expect(await back('text', textArray([]))).toEqual([]);
});
