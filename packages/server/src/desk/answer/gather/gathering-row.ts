import type pg from 'pg';
import type { TurnRef } from '../../conversation/turn-ref.ts';
import type { Given, Stage } from './next-step.ts';

/** An action that a visitor is being asked about; it outlives processes, and ends with a takeover. */
export interface Gathering {
  epoch: number;
  /** uuid */
  action: string;
  given: Given;
  stage: Stage;
  /** whose words were taken in last */
  turn: number;
}

/** The gathering of this epoch; one that a person came between is over. */
export async function readGathering(
  db: pg.Pool,
  { tenant, conversation }: TurnRef,
  epoch: number,
): Promise<Gathering | undefined> {
  const { rows } = await db.query<Gathering>({
    name: 'read-gathering',
    text: `select epoch, action, given, stage, turn from gathering
           where tenant = $1 and conversation = $2 and epoch = $3`,
    values: [tenant, conversation, epoch],
  });
  return rows[0];
}

/** Stands only while the turn does: what a later turn wrote is never overwritten. */
export async function keepGathering(
  db: pg.Pool,
  { tenant, conversation, turn }: TurnRef,
  { epoch, action, given, stage }: Omit<Gathering, 'turn'>,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'keep-gathering',
    text: `insert into gathering as g (tenant, conversation, epoch, action, given, stage, turn)
           select $1, $2, $3, $4, $5, $6, $7 from conversation c
           where c.tenant = $1 and c.id = $2 and c.state = 'agent' and c.turn = $7 and c.epoch = $3
           on conflict (tenant, conversation) do update
           set epoch = excluded.epoch, action = excluded.action, given = excluded.given,
               stage = excluded.stage, turn = excluded.turn
           where g.turn <= excluded.turn`,
    values: [tenant, conversation, epoch, action, JSON.stringify(given), stage, turn],
  });
  return rowCount === 1;
}

/** Done or given up; a later turn's stays. */
export async function endGathering(
  db: pg.Pool,
  { tenant, conversation, turn }: TurnRef,
): Promise<void> {
  await db.query({
    name: 'end-gathering',
    text: 'delete from gathering where tenant = $1 and conversation = $2 and turn <= $3',
    values: [tenant, conversation, turn],
  });
}
