import type { Role } from '@belay/contract/people';
import type { Member } from '@belay/slack/parse/member';
import type pg from 'pg';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { judgeMember, type Outsider, type Workspace } from './judge-member.ts';
import { mayOperate } from './may-operate.ts';
import { askForPicture, lockLinks, setLink } from './set-link.ts';
import type { SlackPlace } from './slack-place.ts';

const longestName = 200;
const longestAddress = 2000;

interface Stored {
  person: string | null;
  how: 'email' | 'hand' | null;
  is_refused_by_person: boolean;
  picture_url: string | null;
  checked_at: Date | null;
}

/**
 * Writes what Slack says of somebody, and who they are here by it: by e-mail only full, confirmed
 * members; a link by hand stays for as long as they are a full member; outsiders are nobody (TKO-5).
 * False: they were checked, or changed, after `asked` was read and Slack was asked; null: not known.
 */
export function settlePerson(
  ctx: Context,
  place: SlackPlace,
  member: Member,
  asked: Date | null,
): Promise<boolean> {
  return inTransaction(ctx.pool, async (db) => {
    await lockLinks(db, place);
    const before = await stored(db, place, member.id);
    if (before.checked_at?.getTime() !== asked?.getTime()) return false;
    const outsider = judgeMember(member, await workspaceOf(db, place));
    const at = new Date(ctx.now());
    await write(db, place, member, outsider, at);
    const found = outsider === null ? await whoIs(db, place, member) : null;
    const next = linkOf(before, outsider, found);
    if (next.person !== before.person || next.how !== before.how)
      await setLink(db, place, {
        ...{ userId: member.id, before: before.person, at },
        ...next,
        actor: `slack:${member.id}`,
      });
    else if (next.person !== null && (member.picture ?? null) !== before.picture_url)
      await askForPicture(db, place, member.id);
    return true;
  });
}

/** Who they were by now; nobody where they are not known. */
export async function stored(
  db: pg.Pool | pg.PoolClient,
  { tenant, installation }: SlackPlace,
  userId: string,
): Promise<Stored> {
  const { rows } = await db.query<Stored>(
    `select person, how, is_refused_by_person, picture_url, checked_at from slack_person
     where tenant = $1 and installation = $2 and user_id = $3`,
    [tenant, installation, userId],
  );
  return (
    rows[0] ?? {
      ...{ person: null, how: null, is_refused_by_person: false, picture_url: null },
      checked_at: null,
    }
  );
}

/** Whom the row should name now. */
function linkOf(
  before: Stored,
  outsider: Outsider | null,
  byMail: string | null,
): Pick<Stored, 'person' | 'how'> {
  if (outsider !== null) return { person: null, how: null };
  if (before.how === 'hand') return { person: before.person, how: before.how };
  const person = before.is_refused_by_person ? null : byMail;
  return { person, how: person === null ? null : 'email' };
}

/** The workspaces that belong to an installation. */
async function workspaceOf(db: pg.PoolClient, place: SlackPlace): Promise<Workspace> {
  const { rows } = await db.query<{
    team_id: string;
    enterprise_id: string | null;
    bound: string[];
  }>(
    `select i.team_id, i.enterprise_id, array(
       select b.team_id from slack_binding b
       where b.tenant = i.tenant and b.installation = i.id and b.team_id is not null) as bound
     from slack_installation i where i.tenant = $1 and i.id = $2`,
    [place.tenant, place.installation],
  );
  const [row] = rows;
  return {
    teams: row ? [row.team_id, ...row.bound] : [],
    enterpriseId: row?.enterprise_id ?? null,
  };
}

/** What Slack says. */
async function write(
  db: pg.PoolClient,
  { tenant, installation }: SlackPlace,
  member: Member,
  outsider: Outsider | null,
  at: Date,
): Promise<void> {
  await db.query(
    `insert into slack_person (tenant, installation, user_id, team_id, name, picture_url, language,
       is_member, refused, checked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (tenant, installation, user_id) do update set team_id = excluded.team_id,
       name = excluded.name, picture_url = excluded.picture_url, language = excluded.language,
       is_member = excluded.is_member, refused = excluded.refused, checked_at = excluded.checked_at`,
    [
      ...[tenant, installation, member.id, member.teamId ?? null, cut(member.name, longestName)],
      member.picture === undefined ? null : cut(member.picture, longestAddress),
      ...[member.language ?? null, outsider === null, outsider, at],
    ],
  );
}

/** The member of the organisation with that address, if they may operate and are nobody else there. */
async function whoIs(
  db: pg.PoolClient,
  { tenant, installation }: SlackPlace,
  { id, email, isConfirmed }: Member,
): Promise<string | null> {
  if (email === undefined || !isConfirmed) return null;
  const { rows } = await db.query<{ id: string; role: Role }>(
    `select p.id, m.role from person p join member m on m.tenant = $1 and m.person = p.id
     where p.email = lower($2) and not exists (
       select from slack_person o
       where o.tenant = $1 and o.installation = $3 and o.person = p.id and o.user_id <> $4)`,
    [tenant, email, installation, id],
  );
  const [found] = rows;
  return found && mayOperate(found.role) ? found.id : null;
}

function cut(text: string, most: number): string {
  return text.slice(0, most).toWellFormed();
}
