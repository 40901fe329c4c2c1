import type pg from 'pg';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { holdRun, type Run } from '../teach/run.ts';

/** What became of one page. */
export interface PageResult {
  state: 'done' | 'skipped' | 'failed';
  reason: string | null;
  /** of its text */
  digest: Buffer | null;
  /** addresses that it names, canonical, within the site's bounds */
  links: string[];
}

export interface FoundPage {
  url: string;
  depth: number;
}

export interface PageCounts {
  done: number;
  failed: number;
  /** still to be read */
  left: number;
  all: number;
}

/** Adds pages that this reading doesn't know yet, as long as there is room; others may come nearer. */
const add = `
insert into knowledge_page (tenant, knowledge, url, depth, version)
select $1, $2, url, $4, $5 from unnest($3::text[]) with ordinality as t (url, n)
where n <= $6 - (select count(*) from knowledge_page
                 where tenant = $1 and knowledge = $2 and version = $5)
order by n
on conflict (tenant, knowledge, url) do update
  set version = excluded.version, state = 'found', reason = null, digest = null,
      depth = case when knowledge_page.version < excluded.version then excluded.depth
                   else least(knowledge_page.depth, excluded.depth) end
  where knowledge_page.version < excluded.version
     or (knowledge_page.state = 'found' and knowledge_page.depth > excluded.depth)`;

export async function addPages(
  db: pg.Pool | pg.PoolClient,
  run: Run,
  pages: { urls: string[]; depth: number; most: number },
): Promise<void> {
  if (pages.urls.length === 0) return;
  const urls = [...new Set(pages.urls)];
  const values = [run.tenant, run.id, urls, pages.depth, run.version, pages.most];
  await db.query(add, values);
}

/** The next page to read, nearest to the start first. */
export async function nextPage(db: pg.Pool, run: Run): Promise<FoundPage | undefined> {
  const { rows } = await db.query<FoundPage>(
    `select url, depth from knowledge_page
     where tenant = $1 and knowledge = $2 and version = $3 and state = 'found'
     order by depth, seq limit 1`,
    [run.tenant, run.id, run.version],
  );
  return rows[0];
}

/** The page's row and the links that it named, in one commit: nothing found is lost by a kill. */
export async function finishPage(
  ctx: Context,
  run: Run,
  page: FoundPage,
  { state, reason, digest, links }: PageResult,
  most: number,
): Promise<void> {
  await inTransaction(ctx.pool, async (db) => {
    await holdRun(db, run);
    await addPages(db, run, { urls: links, depth: page.depth + 1, most });
    await db.query(
      `update knowledge_page set state = $4, reason = $5, digest = $6
       where tenant = $1 and knowledge = $2 and url = $3`,
      [run.tenant, run.id, page.url, state, reason, digest],
    );
  });
}

/** Whether another page of this reading says the same. */
export async function isKnownText(
  db: pg.Pool,
  run: Run,
  url: string,
  digest: Buffer,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from knowledge_page where tenant = $1 and knowledge = $2 and version = $3
       and state = 'done' and digest = $4 and url <> $5 limit 1`,
    [run.tenant, run.id, run.version, digest, url],
  );
  return rowCount === 1;
}

export async function countPages(db: pg.Pool, run: Run): Promise<PageCounts> {
  const { rows } = await db.query<PageCounts>(
    `select (count(*) filter (where state = 'done'))::int as done,
            (count(*) filter (where state = 'failed'))::int as failed,
            (count(*) filter (where state = 'found'))::int as left,
            count(*)::int as all
     from knowledge_page where tenant = $1 and knowledge = $2 and version = $3`,
    [run.tenant, run.id, run.version],
  );
  return rows[0] ?? { done: 0, failed: 0, left: 0, all: 0 };
}

/** Pieces of pages that are no longer there, or say nothing of their own any more. */
export async function strayPieces(
  db: pg.Pool,
  run: Run,
): Promise<{ part: string; digest: string; event_id: string }[]> {
  const { rows } = await db.query<{ part: string; digest: string; event_id: string }>(
    `select p.part, encode(p.digest, 'hex') as digest, p.event_id
     from knowledge_piece p left join knowledge_page g
       on g.tenant = p.tenant and g.knowledge = p.knowledge and g.url = p.part and g.version = $3
     where p.tenant = $1 and p.knowledge = $2 and (g.url is null or g.state in ('skipped', 'found'))`,
    [run.tenant, run.id, run.version],
  );
  return rows;
}

export async function dropOldPages(ctx: Context, run: Run): Promise<void> {
  await inTransaction(ctx.pool, async (db) => {
    await holdRun(db, run);
    await db.query(
      'delete from knowledge_page where tenant = $1 and knowledge = $2 and version < $3',
      [run.tenant, run.id, run.version],
    );
  });
}
