import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { authorizeWrite } from '../../../memory/capture/authorize-write.ts';
import { insertEvents } from '../../../memory/capture/insert-events.ts';
import { type EventRow, prepareEvent } from '../../../memory/capture/prepare-event.ts';
import type { Piece } from '../text/split-pieces.ts';
import { forgetPieces } from './forget-pieces.ts';
import { pieceDigest, pieceExperience, type Source } from './piece-experience.ts';
import { holdRun, type Run, RunLost, teacherOf } from './run.ts';

const atOnce = 100;
/** An answer that waits for the index longer than this is found a little later. */
const indexMs = 20_000;

/**
 * Makes what is taught of one part of a source exactly these pieces: new ones are captured, those
 * that stand stay, others are forgotten, in this order. Each step may be done again: a kill in
 * between costs nothing. Throws `RunLost`.
 */
export async function teachPieces(
  ctx: Context,
  run: Run,
  source: Source,
  pieces: readonly Piece[],
  signal: AbortSignal,
): Promise<void> {
  const wanted = new Map(
    pieces.map((piece) => [pieceDigest(source, piece).toString('hex'), piece] as const),
  );
  const present = await presentPieces(ctx, run, source.part);
  const standing = new Set(present.filter(({ stands }) => stands).map(({ digest }) => digest));
  const missing = [...wanted].filter(([digest]) => !standing.has(digest));
  const ids: string[] = [];
  for (let from = 0; from < missing.length; from += atOnce) {
    signal.throwIfAborted();
    ids.push(...(await capturePieces(ctx, run, source, missing.slice(from, from + atOnce))));
  }
  const surplus = present.filter(({ digest, stands }) => !stands || !wanted.has(digest));
  await forgetPieces(ctx, run, surplus, 'The source says something else now.', signal);
  await ctx.indexer.waitFor(
    run.tenant,
    ids,
    AbortSignal.any([signal, AbortSignal.timeout(indexMs)]),
  );
}

interface Present {
  part: string;
  digest: string;
  event_id: string;
  /** false: somebody forgot the experience itself */
  stands: boolean;
}

async function presentPieces(ctx: Context, run: Run, part: string): Promise<Present[]> {
  const { rows } = await ctx.pool.query<Present>(
    `select p.part, encode(p.digest, 'hex') as digest, p.event_id,
            e.id is not null and e.forgotten_at is null as stands
     from knowledge_piece p left join event e on e.tenant = p.tenant and e.id = p.event_id
     where p.tenant = $1 and p.knowledge = $2 and p.part = $3`,
    [run.tenant, run.id, part],
  );
  return rows;
}

/** Experiences and the rows that remember them: one commit, while the run holds. */
async function capturePieces(
  ctx: Context,
  run: Run,
  source: Source,
  pieces: [digest: string, piece: Piece][],
): Promise<string[]> {
  const caller = await teacherOf(ctx, run);
  const digests = new Map<string, string>();
  const events = pieces.map(([digest, piece]) => {
    const item = pieceExperience(run, source, piece);
    authorizeWrite(caller, item);
    const row = prepareEvent(caller, item, ctx.now());
    digests.set(row.id, digest);
    return row;
  });
  const remember = (pending: EventRow[]) =>
    inTransaction(ctx.pool, async (db) => {
      await holdRun(db, run);
      const written = await insertEvents(db, pending);
      const ids = [...written.keys()];
      await db.query(
        `insert into knowledge_piece (tenant, knowledge, part, digest, event_id)
         select $1, $2, $3, decode(t.digest, 'hex'), t.event_id
         from unnest($4::text[], $5::uuid[]) as t (digest, event_id)
         on conflict (tenant, knowledge, part, digest) do update set event_id = excluded.event_id`,
        [run.tenant, run.id, source.part, ids.map((id) => digests.get(id)), ids],
      );
      return written;
    });
  const outcomes = await ctx.capture.writeBy(remember, events);
  // the key belongs to this very piece: whoever wrote it, another run of the source is at work
  if (outcomes.some(({ kind }) => kind === 'conflict')) throw new RunLost();
  for (const { kind } of outcomes) ctx.metrics.experiences.inc({ outcome: kind });
  return outcomes.filter(({ kind }) => kind === 'written').map(({ id }) => id);
}
