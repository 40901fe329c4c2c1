import type { SlackPersonView } from '@belay/contract/desk/slack-people';
import type { Role } from '@belay/contract/people';
import { outsiderSentence } from '@belay/slack/cards/refusal-message';
import type pg from 'pg';
import { publicId } from '../../../memory/ids.ts';
import type { Outsider } from './judge-member.ts';
import { mayOperate } from './may-operate.ts';

interface Row {
  installation: string;
  user_id: string;
  name: string;
  team_name: string;
  refused: Outsider | null;
  person: string | null;
  person_name: string | null;
  role: Role | null;
  how: SlackPersonView['how'];
}

const most = 1_000;

/** Who ever did something with our app in Slack, and who they are here; `of`: one person's accounts. */
export async function listSlackPeople(
  pool: pg.Pool,
  tenant: string,
  { of = null }: { of?: string | null } = {},
): Promise<SlackPersonView[]> {
  const { rows } = await pool.query<Row>(
    `select s.installation, s.user_id, s.name, i.team_name, s.refused, s.person,
            p.name as person_name, m.role, s.how
     from slack_person s
     join slack_installation i on i.tenant = s.tenant and i.id = s.installation
     left join person p on p.id = s.person
     left join member m on m.tenant = s.tenant and m.person = s.person
     where s.tenant = $1 and i.state <> 'removed' and ($2::uuid is null or s.person = $2)
     order by i.team_name, i.id, lower(s.name), s.user_id limit ${most}`,
    [tenant, of],
  );
  return rows.map(view);
}

function view(row: Row): SlackPersonView {
  return {
    installation_id: publicId('sin', row.installation),
    user_id: row.user_id,
    name: row.name,
    team: row.team_name,
    person: row.person === null ? null : { id: row.person, name: row.person_name ?? '' },
    how: row.how,
    refused: refusedIn(row),
  };
}

function refusedIn({ refused, person, role }: Row): string | null {
  if (refused !== null) return outsiderSentence('en', refused);
  return person !== null && !mayOperate(role) ? outsiderSentence('en', 'no_role') : null;
}
