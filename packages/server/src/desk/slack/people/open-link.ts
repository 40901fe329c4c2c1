import type { SlackLinkPreview } from '@belay/contract/desk/slack-people';
import { BelayError } from '@belay/contract/error';
import type { Role } from '@belay/contract/people';
import type pg from 'pg';
import { linkSpent } from '../../../auth/links/link-spent.ts';
import { linkTokenHash } from '../../../auth/links/link-token.ts';
import { mayOperate } from './may-operate.ts';
import type { SlackPlace } from './slack-place.ts';

/** A link that works, and what it would do for who opened it. */
export interface OpenLink extends SlackPlace {
  hash: Buffer;
  userId: string;
  /** who the account is by now; uuid */
  before: string | null;
  /** the account that the person is linked to there now */
  other: string | null;
  /** they confirmed it before */
  isDone: boolean;
  preview: SlackLinkPreview;
}

interface Row {
  tenant: string;
  installation: string;
  user_id: string;
  used_at: Date | null;
  name: string | null;
  is_member: boolean | null;
  before: string | null;
  team_name: string;
  other: string | null;
  other_name: string | null;
  role: Role | null;
}

/**
 * What a one-time address would link, for a signed-in person. Throws LINK_EXPIRED, and POLICY_DENIED
 * for who may not answer visitors in that organisation.
 */
export async function openLink(
  db: pg.Pool | pg.PoolClient,
  token: string,
  person: { id: string; name: string },
  now: Date,
): Promise<OpenLink> {
  const hash = linkTokenHash(token);
  const { rows } = await db.query<Row>(
    `select l.tenant, l.installation, l.user_id, l.used_at, s.name, s.is_member, s.person as before,
            i.team_name, o.user_id as other, o.name as other_name, m.role
     from slack_link l
     join slack_installation i on i.tenant = l.tenant and i.id = l.installation
     left join slack_person s
       on s.tenant = l.tenant and s.installation = l.installation and s.user_id = l.user_id
     left join slack_person o on o.tenant = l.tenant and o.installation = l.installation
       and o.person = $2 and o.user_id <> l.user_id
     left join member m on m.tenant = l.tenant and m.person = $2
     where l.hash = $1 and l.expires_at > $3`,
    [hash, person.id, now],
  );
  const [row] = rows;
  const isDone = row?.used_at != null && row.before === person.id;
  if (!row?.is_member || (row.used_at !== null && !isDone))
    throw linkSpent('Press “Link me” in Slack again.');
  if (!mayOperate(row.role))
    throw new BelayError(
      'POLICY_DENIED',
      'You can’t answer visitors in the organisation that this Slack workspace belongs to. Sign in as who can, or ask an admin to invite you.',
      { decided_by_tier: 'actor', reason: 'no member with desk.operate' },
    );
  const { tenant, installation, user_id: userId, before, other } = row;
  return {
    ...{ tenant, installation, hash, userId, before, other, isDone },
    preview: {
      slack: { user_id: userId, name: row.name ?? userId, team: row.team_name },
      person,
      replaces: row.other_name,
    },
  };
}
