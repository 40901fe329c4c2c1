import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Context } from '../../../context.ts';
import type { Task } from '../../../jobs/tasks.ts';
import { OutboundError, type OutboundReason } from '../../../outbound/outbound-error.ts';
import { outboundFetch } from '../../../outbound/outbound-fetch.ts';
import { sniffType } from '../../files/sniff-type.ts';

/** A face of 192 points has a tenth of it. */
const mostBytes = 256 * 1024;
const waitMs = 10_000;
const pictures: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
/** Trying again may help. */
const passing: ReadonlySet<OutboundReason> = new Set([
  'unknown_host',
  'unreachable',
  'timeout',
  'broken',
  'stopped',
]);

interface Wanted {
  person: string;
  picture_url: string | null;
  source: string | null;
  api_url: string | null;
}

/**
 * The profile picture of somebody in Slack who is a person here: fetched once, and again when it is
 * another. What is no picture, or too large, leaves them without one.
 */
export const fetchPicture: Task<{ tenant: string; installation: string; user: string }> = async (
  ctx,
  at,
  { signal, isLast },
) => {
  const wanted = await find(ctx.pool, at);
  if (!wanted || wanted.picture_url === wanted.source) return;
  const { person, picture_url: address } = wanted;
  if (address === null) return drop(ctx.pool, at.tenant, person);
  const picture = await load(ctx, address, { signal, isLast, apiUrl: wanted.api_url });
  if (!picture) return drop(ctx.pool, at.tenant, person);
  // whoever was unlinked meanwhile gets none
  await ctx.pool.query(
    `insert into person_picture (tenant, person, id, source, content_type, bytes, fetched_at)
     select s.tenant, s.person, $5, s.picture_url, $6, $7, $8 from slack_person s
     where s.tenant = $1 and s.installation = $2 and s.user_id = $3 and s.person = $4
       and s.picture_url = $9
     on conflict (tenant, person) do update set id = excluded.id, source = excluded.source,
       content_type = excluded.content_type, bytes = excluded.bytes, fetched_at = excluded.fetched_at`,
    [
      ...[at.tenant, at.installation, at.user, person, randomUUID()],
      ...[picture.type, picture.bytes, new Date(ctx.now()), address],
    ],
  );
};

async function find(
  pool: pg.Pool,
  { tenant, installation, user }: { tenant: string; installation: string; user: string },
): Promise<Wanted | undefined> {
  const { rows } = await pool.query<Wanted>(
    `select s.person, s.picture_url, p.source, i.api_url from slack_person s
     join slack_installation i on i.tenant = s.tenant and i.id = s.installation
     left join person_picture p on p.tenant = s.tenant and p.person = s.person
     where s.tenant = $1 and s.installation = $2 and s.user_id = $3 and s.person is not null`,
    [tenant, installation, user],
  );
  return rows[0];
}

async function load(
  ctx: Context,
  address: string,
  { signal, isLast, apiUrl }: { signal: AbortSignal; isLast: boolean; apiUrl: string | null },
): Promise<{ type: string; bytes: Buffer } | undefined> {
  try {
    const answer = await outboundFetch(ctx, address, {
      ...{ timeoutMs: waitMs, mostBytes, signal },
      // the server that it was told to take for Slack may lie on this machine
      trusted: isOfSlack(address, apiUrl ?? ctx.config.slackApiUrl),
    });
    if (answer.status >= 500 && !isLast) throw new Error('the picture’s server has trouble');
    if (answer.status !== 200) return undefined;
    const bytes = Buffer.from(answer.body);
    const type = sniffType(bytes);
    return type !== undefined && pictures.includes(type) ? { type, bytes } : undefined;
  } catch (error) {
    if (!(error instanceof OutboundError) || (passing.has(error.reason) && !isLast)) throw error;
    return undefined;
  }
}

function isOfSlack(address: string, apiUrl: string | undefined): boolean {
  return apiUrl !== undefined && URL.parse(address)?.origin === new URL(apiUrl).origin;
}

async function drop(pool: pg.Pool, tenant: string, person: string): Promise<void> {
  await pool.query('delete from person_picture where tenant = $1 and person = $2', [
    tenant,
    person,
  ]);
}
