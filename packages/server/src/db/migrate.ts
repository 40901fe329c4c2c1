import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger, runMigrations } from 'graphile-worker';
import type pg from 'pg';

const folder = join(import.meta.dirname, '../../migrations');
/** Any number that no other program on this database uses for its advisory locks. */
const lockId = 7_236_141;
const oldestServer = 150_000;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

function migrations(): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings the database to this program's schema, once, whoever else tries at the same time.
 * Throws a sentence when the server is too old or the database belongs to a newer Belay.
 */
export async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await refuseOldServer(client);
    await client.query('select pg_advisory_lock($1)', [lockId]);
    await client.query(
      `create table if not exists migration (
         name text primary key, checksum text not null, ran_at timestamptz not null default now())`,
    );
    const ran = new Map(
      (
        await client.query<{ name: string; checksum: string }>(
          'select name, checksum from migration',
        )
      ).rows.map((row) => [row.name, row.checksum]),
    );
    const known = migrations();
    refuseForeign(ran, known);
    for (const { name, sql, checksum } of known) {
      if (ran.has(name)) continue;
      await client.query('begin');
      await client.query(sql);
      await client.query('insert into migration (name, checksum) values ($1, $2)', [
        name,
        checksum,
      ]);
      await client.query('commit');
    }
    await migrateQueue(pool);
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.query('select pg_advisory_unlock_all()').catch(() => undefined);
    client.release();
  }
}

/** The queue brings its own schema; under our lock, as its own is not held across its steps. */
async function migrateQueue(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
}

async function refuseOldServer(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ version: number; name: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as name`,
  );
  const server = rows[0];
  if (server && server.version < oldestServer)
    throw new Error(
      `The database server is PostgreSQL ${server.name}; Belay needs 15 or newer. Point DATABASE_URL at a newer one, or unset it to use the embedded server.`,
    );
}

function refuseForeign(ran: Map<string, string>, known: Migration[]): void {
  const names = new Map(known.map((migration) => [migration.name, migration.checksum]));
  for (const [name, checksum] of ran) {
    if (!names.has(name))
      throw new Error(
        `The database was used by a newer Belay (it has ${name}). Update Belay, or point DATABASE_URL at another database.`,
      );
    if (names.get(name) !== checksum)
      throw new Error(
        `The migration ${name} in the database is not the one in this Belay. Use the version that made the database, or another database.`,
      );
  }
}
