import type pg from 'pg';

/** A conversation in one channel; uuids but for the channel. */
export interface CardPlace {
  tenant: string;
  installation: string;
  agent: string;
  conversation: string;
  channel: string;
  /** why it goes there, for people */
  because: string;
}

/** The conversation has a card in that channel, drawn from how it stands; in the caller's transaction. */
export async function ensureCard(
  _db: pg.PoolClient,
  _place: CardPlace,
): Promise<{ card: string; isNew: boolean; isMuted: boolean }> {
  throw new Error('not built yet');
}
