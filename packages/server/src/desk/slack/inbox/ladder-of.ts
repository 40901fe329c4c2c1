import type { LadderStepView } from '@belay/contract/desk/slack-conversation';
import { slackSettings } from '@belay/contract/desk/slack-settings';
import type pg from 'pg';

interface Row {
  step: number;
  due_at: Date | null;
  state: LadderStepView['state'];
  note: string | null;
  done_at: Date | null;
  settings: unknown;
}

/** How far the escalation that stands has climbed (NTF-6); nothing when nobody waits. */
export async function ladderOf(
  pool: pg.Pool,
  ref: { tenant: string; id: string; agent: string; escalation: string | null },
): Promise<LadderStepView[]> {
  if (ref.escalation === null) return [];
  const { rows } = await pool.query<Row>({
    name: 'slack-ladder-of',
    text: `select s.step, s.due_at, s.state, s.note, s.done_at, b.settings
           from ladder_step s
           left join slack_binding b on b.tenant = s.tenant and b.agent = $3
           where s.tenant = $1 and s.escalation = $2 order by s.step`,
    values: [ref.tenant, ref.escalation, ref.agent],
  });
  const [first] = rows;
  const steps = first?.settings ? slackSettings.parse(first.settings).ladder : [];
  return rows.map((row) => ({
    step: row.step,
    do: row.step === 0 ? 'card' : (steps[row.step - 1]?.do ?? null),
    state: row.state,
    due_at: row.due_at?.toISOString() ?? null,
    note: row.note,
    done_at: row.done_at?.toISOString() ?? null,
  }));
}
