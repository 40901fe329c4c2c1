import type pg from 'pg';
import {
  type LiveSession,
  type SessionRow,
  type Standing,
  sessionColumns,
  sessionOf,
  standingOf,
} from './find-session.ts';

/** What of these sessions still lives in these tenants, by `<session> <tenant>`. */
export async function findStandings(
  pool: pg.Pool,
  asked: { session: string; tenant: string }[],
): Promise<Map<string, { session: LiveSession; standing: Standing }>> {
  const { rows } = await pool.query<SessionRow>(
    `select ${sessionColumns}
     from unnest($1::uuid[], $2::uuid[]) as a (session, tenant)
     join session s on s.id = a.session and s.expires_at > now()
     join person p on p.id = s.person
     join member m on m.person = s.person and m.tenant = a.tenant
     join tenant t on t.id = m.tenant`,
    [asked.map(({ session }) => session), asked.map(({ tenant }) => tenant)],
  );
  return new Map(
    rows.map((row) => [
      `${row.id} ${row.tenant}`,
      { session: sessionOf(row), standing: standingOf(row) },
    ]),
  );
}
