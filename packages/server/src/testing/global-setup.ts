import { browserPath } from '@belay/demo/testing/browser-path';
import type { TestProject } from 'vitest/node';
import { buildPages } from '../built/build-pages.ts';
import { createPool } from '../db/create-pool.ts';
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import { migrate } from '../db/migrate.ts';
import { removeData } from './remove-data.ts';
import { testFolder } from './test-folder.ts';
import { warmPrograms } from './warm-programs.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** a server on which tests may create databases; `template` is a migrated one to clone */
    postgres: { url: string; template: string };
  }
}

let ending = false;
/** What breaks while all of it is being taken down is no news. */
const raise = (problem: Error | string) => {
  if (!ending) console.error(problem);
};

/**
 * One PostgreSQL per run (`DATABASE_URL` if given, else embedded) with one migrated template that
 * each test file clones. The data lies in a folder of the run; durability is off, for speed only.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL;
  const folder = await testFolder();
  // what tests of the whole program share is made before several of them want it at once
  const shared =
    project.name === 'e2e' ? Promise.all([warmPrograms(), browserPath(), buildPages()]) : undefined;
  const embedded = given
    ? undefined
    : await startEmbeddedPostgres({
        dataDir: folder,
        onCrash: raise,
        settings: {
          ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
          // its folder may lie in memory
          max_wal_size: '256MB',
          // it would sit down in the template, which nobody can clone meanwhile
          autovacuum: 'off',
          // many servers at once, each with its own pools
          max_connections: '400',
        },
      });
  const url = given ?? embedded?.connectionString ?? '';
  const template = `belay_template_${process.pid}_${Date.now().toString(36)}`;
  const admin = createPool(url, raise, 1);
  await admin.query(`create database ${template}`);
  const pool = createPool(withDatabase(url, template), raise, 2);
  await migrate(pool);
  await pool.end();
  const trouble = (await shared)?.[2];
  if (trouble !== undefined) raise(trouble);
  project.provide('postgres', { url, template });
  return async () => {
    ending = true;
    await admin.query(`drop database if exists ${template} with (force)`);
    await admin.end();
    await embedded?.stop();
    await removeData(folder);
  };
}

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
