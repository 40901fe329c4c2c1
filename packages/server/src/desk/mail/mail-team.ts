import type pg from 'pg';

export interface TeamLetter {
  /** uuid */
  tenant: string;
  /** addresses; `admins`: the organisation's owners and admins */
  to: readonly string[] | 'admins';
  subject: string;
  /** no visitor's words beyond what a card shows; ends with its link on a line of its own */
  text: string;
  /** once per recipient */
  about: string;
  /** to what it tells of */
  link?: string;
  /** uuid: it goes with it */
  conversation?: string;
}

/** A letter to people of the team, in the caller's transaction. How many are new. */
export async function mailTeam(_db: pg.PoolClient, _letter: TeamLetter): Promise<number> {
  return 0;
}
