import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { inject } from 'vitest';
import { createPool } from '../db/create-pool.ts';
import { withDatabase } from './global-setup.ts';

export interface TestDatabase {
  url: string;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** A database of one's own, cloned from the migrated template; dropped by `close`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url, template } = inject('postgres');
  const name = `belay_test_${randomBytes(8).toString('hex')}`;
  const ignore = () => undefined;
  const admin = createPool(url, ignore, 1);
  await admin.query(`create database ${name} template ${template}`);
  const own = withDatabase(url, name);
  const pool = createPool(own, ignore);
  return {
    url: own,
    pool,
    async close() {
      await pool.end();
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}
