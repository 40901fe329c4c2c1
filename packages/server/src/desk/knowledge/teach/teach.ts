import type { Context } from '../../../context.ts';
import type { Try } from '../../../jobs/tasks.ts';
import { KnowledgeTrouble } from '../knowledge-trouble.ts';
import { crawlSite } from '../site/crawl-site.ts';
import { forgetSource } from './forget-source.ts';
import { readSource } from './read-source.ts';
import { findRun, type Run, RunLost } from './run.ts';
import { redactionSentence, safePieces } from './safe-pieces.ts';
import { settle } from './settle.ts';
import { teachPieces } from './teach-pieces.ts';

const tooLong =
  'Only its beginning was taught, as it is very long. Split it, and upload the rest as another document.';
const ourFault =
  'Something went wrong on this server. Ask whoever runs it to look into its log, then change or add the source again.';

/**
 * The job of a source: reads and teaches it, or forgets and removes it, whatever its row says now.
 * Cut off anywhere, it is begun again: what is taught already stays, nothing is taught twice.
 */
export async function teach(
  ctx: Context,
  ids: { tenant: string; knowledge: string },
  attempt: Try,
  /** between two requests to a site; default: polite */
  pauseMs?: number,
): Promise<void> {
  const run = await findRun(ctx.pool, ids);
  if (!run) return;
  try {
    if (run.state === 'removing') await forgetSource(ctx, run, attempt.signal);
    else if (run.state === 'learning') await learn(ctx, run, attempt.signal, pauseMs);
  } catch (error) {
    if (error instanceof RunLost || (await isLost(run))) return;
    if (error instanceof KnowledgeTrouble)
      return giveUp(ctx, run, error.message, attempt.signal).catch(unlessLost);
    if (attempt.isLast && run.state === 'learning' && !attempt.signal.aborted)
      await settle(ctx, run, 'failed', ourFault).catch(unlessLost);
    throw error;
  }

  async function isLost({ version, state }: Run): Promise<boolean> {
    const now = await findRun(ctx.pool, ids).catch(() => run);
    return now?.version !== version || now.state !== state;
  }
}

async function learn(
  ctx: Context,
  run: Run,
  signal: AbortSignal,
  pauseMs: number | undefined,
): Promise<void> {
  if (run.given.kind === 'site') return crawlSite(ctx, run, run.given, signal, pauseMs);
  const { title = run.title, blocks, isCut = false } = await readSource(ctx, run, signal);
  const { pieces, redacted } = safePieces(title, blocks);
  await teachPieces(ctx, run, { part: '', title: run.title }, pieces, signal);
  const sentences = [isCut ? tooLong : null, redactionSentence(redacted)].filter(Boolean);
  await settle(ctx, run, isCut ? 'partial' : 'ready', sentences.join(' ') || null);
}

/** What an older version taught is true no more; a site's pages may only be out of reach today. */
async function giveUp(
  ctx: Context,
  run: Run,
  sentence: string,
  signal: AbortSignal,
): Promise<void> {
  if (run.kind !== 'site') await teachPieces(ctx, run, { part: '', title: run.title }, [], signal);
  await settle(ctx, run, 'failed', sentence);
}

function unlessLost(error: unknown): void {
  if (!(error instanceof RunLost)) throw error;
}
