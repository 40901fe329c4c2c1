import type pg from 'pg';

/**
 * Removes files and names their bytes for removal in the same commit. Call `ctx.blobs.sweep()` after
 * it. `which` is a condition on `f`; its parameters follow the tenant's, which may be null for all.
 */
export async function removeFiles(
  db: pg.Pool | pg.PoolClient,
  tenant: string | null,
  which: string,
  values: unknown[],
): Promise<number> {
  const { rows } = await db.query<{ removed: number }>(
    `with gone as (
       delete from desk_file f where ($1::uuid is null or f.tenant = $1) and ${which}
       returning f.tenant, f.blob_id),
     bytes as (
       delete from blob b using gone
       where b.tenant = gone.tenant and b.id = decode(substr(gone.blob_id, 6), 'hex')
       returning b.tenant, b.file),
     trash as (
       insert into blob_trash (tenant, file) select tenant, file from bytes)
     select count(*) as removed from gone`,
    [tenant, ...values],
  );
  return rows[0]?.removed ?? 0;
}
