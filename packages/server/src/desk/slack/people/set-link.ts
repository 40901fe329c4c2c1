import type pg from 'pg';
import { recordAudit } from '../../../auth/audit/record-audit.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { publicId } from '../../../memory/ids.ts';
import type { SlackPlace } from './slack-place.ts';

/** First key of the advisory locks of who is who in an installation. */
const linksLock = 7_236_146;

/** Links of an installation change one after another, until the transaction ends. */
export async function lockLinks(db: pg.PoolClient, { installation }: SlackPlace): Promise<void> {
  await db.query('select pg_advisory_xact_lock($1, hashtext($2))', [linksLock, installation]);
}

export interface LinkChange {
  userId: string;
  /** who they were and are now, uuids */
  before: string | null;
  person: string | null;
  /** null: nobody */
  how: 'email' | 'hand' | null;
  /** whose doing it is, for the audit */
  actor: string;
  at: Date;
}

/**
 * Somebody in Slack is from now on that person, or nobody; the caller holds the links, and has made
 * sure that the person is nobody else there. Their face comes and goes with it.
 */
export async function setLink(
  db: pg.PoolClient,
  { tenant, installation }: SlackPlace,
  { userId, before, person, how, actor, at }: LinkChange,
): Promise<void> {
  await db.query(
    `update slack_person set person = $4, how = $5,
       is_refused_by_person = is_refused_by_person and $4::uuid is null
     where tenant = $1 and installation = $2 and user_id = $3`,
    [tenant, installation, userId, person, how],
  );
  // what only they should see is drawn anew
  await db.query(
    `update slack_home set shown = null where tenant = $1 and installation = $2 and user_id = $3`,
    [tenant, installation, userId],
  );
  await db.query(`select pg_notify('belay_slack', $1)`, [installation]);
  if (before === person) return;
  if (before !== null) await dropPicture(db, tenant, before);
  if (person !== null) await askForPicture(db, { tenant, installation }, userId);
  await recordAudit(db, at.getTime(), {
    ...{ tenant, actor },
    endpoint: person === null ? 'slack.unlink' : 'slack.link',
    details: {
      installation_id: publicId('sin', installation),
      user_id: userId,
      ...{ person, before, how },
    },
  });
}

/** Fetched after the commit, by whoever works on jobs; who has none in Slack has none here. */
export async function askForPicture(
  db: pg.PoolClient,
  { tenant, installation }: SlackPlace,
  userId: string,
): Promise<void> {
  const { rowCount } = await db.query(
    `select from slack_person s left join person_picture p using (tenant, person)
     where s.tenant = $1 and s.installation = $2 and s.user_id = $3
       and s.picture_url is distinct from p.source`,
    [tenant, installation, userId],
  );
  if (rowCount === 0) return;
  const key = `picture:${installation}:${userId}`;
  const job = { tenant, installation, user: userId };
  await addJob(db, 'fetch_picture', job, { key, attempts: 5 });
}

/** Unless they are still somebody in another workspace of the organisation. */
async function dropPicture(db: pg.PoolClient, tenant: string, person: string): Promise<void> {
  await db.query(
    `delete from person_picture where tenant = $1 and person = $2
       and not exists (select from slack_person s where s.tenant = $1 and s.person = $2)`,
    [tenant, person],
  );
}
