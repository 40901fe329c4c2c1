import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MemoryError } from '@belay/connector/ports';
import type { Progress, SyncReport } from '@belay/connector/progress';
import { SyncRefused } from '@belay/connector/sync/options';
import { sync } from '@belay/connector/sync/sync';
import { ArchiveWorkspace } from '@belay/slack/archive/archive-workspace';
import { SlackError } from '@belay/slack/error';
import { memoryFailure } from '../memory/memory-failure.ts';
import { connectorPorts, type Desk } from './connector-ports.ts';
import { syncOptions } from './sync-options.ts';
import { tellUnexpected } from './tell-unexpected.ts';
import { type Trouble, troubleIn, troubleOf } from './trouble.ts';

/** Where an upload lies until it is read. */
export const importFile = (dataDir: string, file: string) => join(dataDir, 'imports', file);

const tellEveryMs = 1_000;

interface Waiting {
  id: string;
  file: string;
}

/**
 * Reads the oldest upload that waits, if any (SYN-8); answers whether there was one, or what keeps
 * it waiting. A kill begins it again, and what was written is there already; so does a memory that
 * is away. One that can't be read is put aside with the reason, and holds up nobody.
 */
export async function readImport(desk: Desk, signal: AbortSignal): Promise<boolean | Trouble> {
  const waiting = await nextImport(desk);
  if (!waiting) return false;
  const path = importFile(desk.ctx.config.dataDir, waiting.file);
  try {
    const report = await readArchive(desk, waiting, path, signal);
    if (report.outcome === 'stopped') return true;
    const trouble = report.outcome === 'failed' ? troubleIn(report) : undefined;
    if (trouble && trouble.kind !== 'failed') return trouble;
    await end(desk, waiting, trouble ? 'failed' : 'done', reasonOf(report), report.counts);
  } catch (error) {
    if (signal.aborted) return true;
    const trouble = passingTrouble(error);
    if (trouble) return trouble;
    const isKnown = error instanceof SyncRefused || error instanceof SlackError;
    if (!isKnown) tellUnexpected(desk, error);
    const reason = isKnown
      ? error.message
      : 'This export can’t be read. Download it anew from Slack.';
    await end(desk, waiting, 'failed', reason);
  }
  await rm(path, { force: true });
  return true;
}

/** What has nothing to do with the upload: it waits. */
function passingTrouble(error: unknown): Trouble | undefined {
  const trouble = troubleOf(error);
  if (trouble?.kind === 'lost') return trouble;
  const failure = memoryFailure(error);
  if (!(failure instanceof MemoryError) || !failure.retriable) return undefined;
  return { kind: 'held', reason: failure.message };
}

async function nextImport({ ctx, connector, fence }: Desk): Promise<Waiting | undefined> {
  const { rows } = await ctx.pool.query<Waiting>(
    `update connector_import set state = 'reading'
     where (tenant, id) = (
       select tenant, id from connector_import
       where tenant = $1 and connector = $2 and state in ('waiting', 'reading')
       order by created_at, id limit 1)
     returning id, file`,
    [fence.tenant, connector.id],
  );
  return rows[0];
}

async function readArchive(
  desk: Desk,
  { id }: Waiting,
  path: string,
  signal: AbortSignal,
): Promise<SyncReport> {
  const { ctx, installation, connector } = desk;
  let toldAt = 0;
  const tell = (progress: Progress) => {
    if (progress.type !== 'tick' || ctx.now() - toldAt < tellEveryMs) return;
    toldAt = ctx.now();
    const counts = JSON.stringify(progress.counts);
    ctx.pool
      .query('update connector_import set progress = $3 where tenant = $1 and id = $2', [
        installation.tenant,
        id,
        counts,
      ])
      .catch(() => undefined);
  };
  const archive = await openArchive(desk, path);
  try {
    const ports = connectorPorts(desk, { workspace: archive, signal });
    const { report } = ports;
    return await sync(
      { ...syncOptions(connector.settings, { ...installation, createdAt: 0 }), since: 0 },
      {
        ...ports,
        report(progress) {
          report?.(progress);
          tell(progress);
        },
      },
    );
  } finally {
    archive.close();
  }
}

/** Of this workspace: an export of another one is refused by its team. */
async function openArchive({ ctx, installation }: Desk, path: string): Promise<ArchiveWorkspace> {
  if (!existsSync(path))
    throw new SlackError('upload_gone', 'The uploaded file is gone. Upload it again.');
  const { domain, teamId, id, token: sealed } = installation;
  if (!sealed) throw new SlackError('token_revoked', 'The workspace is disconnected.');
  const token = ctx.sealer.open(`slack-token:${id}`, sealed);
  const apiUrl = installation.apiUrl ?? ctx.slackApiUrl(token);
  const given = { domain, token, ...(apiUrl === undefined ? {} : { apiUrl }) };
  const archive = await ArchiveWorkspace.open(path, given);
  const team = await archive.identity().then(
    (identity) => identity.teamId,
    () => undefined,
  );
  if (team === teamId) return archive;
  archive.close();
  if (team === undefined) return ArchiveWorkspace.open(path, { ...given, teamId });
  throw new SlackError(
    'other_workspace',
    `The export is of the workspace ${team}, this connector follows ${teamId}. Upload an export of that one.`,
  );
}

function reasonOf({ outcome, failures }: SyncReport): string | null {
  const [first] = failures;
  if (outcome === 'done' || !first) return null;
  return failures.length === 1
    ? first.message
    : `${first.message} (and ${failures.length - 1} more)`;
}

async function end(
  { ctx, fence }: Desk,
  { id }: Waiting,
  state: 'done' | 'failed',
  reason: string | null,
  counts: object = {},
): Promise<void> {
  await ctx.pool.query(
    `update connector_import set state = $3, reason = $4, progress = $5, ended_at = now()
     where tenant = $1 and id = $2`,
    [fence.tenant, id, state, reason, JSON.stringify(counts)],
  );
}
