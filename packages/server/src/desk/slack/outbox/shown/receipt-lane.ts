import type { PostOutcome } from '@belay/slack/client/post-outcome';
import type { SlackPoster } from '@belay/slack/client/poster';
import type pg from 'pg';
import type { Lane, OutboxPlace } from '../lane.ts';

/** What became of a line that somebody typed, as the reaction that says so. */
const emoji: Readonly<Record<string, string>> = {
  stored: 'envelope',
  seen: 'white_check_mark',
  mailed: 'e-mail',
  internal: 'lock',
  held: 'raised_hand',
  failed: 'warning',
};

interface Line {
  id: string;
  channel: string;
  ts: string;
  receipt: string | null;
  shown: string | null;
}

const due = `
select id, channel, ts, receipt, receipt_shown as shown from slack_line
where tenant = $1 and installation = $2 and receipt is distinct from receipt_shown
order by receipt_at limit 10`;

const settle = `
update slack_line set receipt_shown = $3
where tenant = $1 and id = $2 and receipt_shown is not distinct from $4`;

/** After an outcome that nobody knows: a reaction that is there already does no harm. */
const againMs = 2_000;

/** One reaction for each line that a person typed: the newest receipt is set, then the old one goes. */
export const receiptLane: Lane = {
  name: 'receipts',
  async run(place, signal) {
    const { ctx, tenant, installation } = place;
    for (;;) {
      const lines = await read(ctx.pool, tenant, installation);
      if (lines.length === 0) return undefined;
      const poster = await place.poster();
      for (const line of lines) {
        if (signal.aborted || !place.isOurs()) return undefined;
        const wait = await show(place, poster, line);
        if (wait !== undefined) return wait;
      }
    }
  },
};

async function read(pool: pg.Pool, tenant: string, installation: string): Promise<Line[]> {
  const { rows } = await pool.query<Line>({
    name: 'receipts-due',
    text: due,
    values: [tenant, installation],
  });
  return rows;
}

/** Undefined: it is settled; else ms to wait for. */
async function show(
  place: OutboxPlace,
  poster: SlackPoster,
  { id, channel, ts, receipt, shown }: Line,
): Promise<number | undefined> {
  const ref = { channel, ts };
  const wanted = receipt === null ? undefined : emoji[receipt];
  const before = shown === null ? undefined : emoji[shown];
  const added = wanted === undefined ? undefined : await poster.addReaction(ref, wanted);
  const removed =
    before === undefined || before === wanted || waitOf(added) !== undefined
      ? undefined
      : await poster.removeReaction(ref, before);
  const wait = waitOf(added) ?? waitOf(removed);
  if (wait !== undefined) return wait;
  // what is refused for good, e.g. for want of a scope, is not tried on and on
  await place.ctx.pool.query({
    name: 'receipt-shown',
    text: settle,
    values: [place.tenant, id, receipt, shown],
  });
  return undefined;
}

function waitOf(outcome: PostOutcome<undefined> | undefined): number | undefined {
  if (outcome?.kind === 'retry-later') return Math.max(outcome.ms, 1);
  return outcome?.kind === 'unknown-outcome' ? againMs : undefined;
}
