import type { Role } from '@belay/contract/people';
import type pg from 'pg';
import { type ReachRow, readsAllPrivate } from '../people/reach.ts';

export interface Person {
  id: string;
  name: string;
  email: string;
  isOperator: boolean;
}

export interface LiveSession {
  id: string;
  /** ms since the epoch */
  expiresAt: number;
  person: Person;
}

/** What a person may read and do in one tenant. */
export interface Standing {
  role: Role;
  rootScope: string;
  scopes: string[] | null;
  privateChannels: 'all' | string[];
  /** ms since the epoch; 0: never */
  lastSeenAt: number;
}

export interface SessionRow {
  id: string;
  expires_at: Date;
  person: string;
  name: string;
  email: string;
  is_operator: boolean;
  tenant: string | null;
  role: Role;
  scopes: string[] | null;
  private_channels: string[];
  all_private: boolean;
  last_seen_at: Date | null;
  root_scope: string;
}

export const sessionColumns = `s.id, s.expires_at, s.person, p.name, p.email, p.is_operator,
  m.tenant, m.role, m.scopes, m.private_channels, m.all_private, m.last_seen_at, t.root_scope`;

/** The hot statement of every call with a cookie: session, person and membership in one look. */
export async function findSession(
  pool: pg.Pool,
  token: string,
  tenant: string | undefined,
): Promise<{ session: LiveSession; standing: Standing | undefined } | undefined> {
  const { rows } = await pool.query<SessionRow>({
    name: 'find-session',
    text: `select ${sessionColumns}
     from session s
     join person p on p.id = s.person
     left join member m on m.person = s.person and m.tenant = $2
     left join tenant t on t.id = m.tenant
     where s.token = $1 and s.expires_at > now()`,
    values: [token, tenant ?? null],
  });
  const row = rows[0];
  return row && { session: sessionOf(row), standing: row.tenant ? standingOf(row) : undefined };
}

export function sessionOf(row: SessionRow): LiveSession {
  return {
    id: row.id,
    expiresAt: row.expires_at.getTime(),
    person: { id: row.person, name: row.name, email: row.email, isOperator: row.is_operator },
  };
}

export function standingOf(row: SessionRow): Standing {
  return {
    role: row.role,
    rootScope: row.root_scope,
    scopes: row.scopes,
    privateChannels: privateChannelsOf(row),
    lastSeenAt: row.last_seen_at?.getTime() ?? 0,
  };
}

/** As the contract shows it: owners and admins always `all`. */
export function privateChannelsOf(row: Omit<ReachRow, 'scopes'>): 'all' | string[] {
  return readsAllPrivate({ role: row.role, allPrivate: row.all_private })
    ? 'all'
    : row.private_channels;
}
