import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Workspace } from '@belay/connector/ports';
import type { Progress, SyncReport } from '@belay/connector/progress';
import type { SyncPorts } from '@belay/connector/sync/options';
import type { WorkspaceIdentity } from '@belay/slack/model';
import type { Cli } from '../door/cli.ts';
import { CliError } from '../door/cli-error.ts';
import { channelCursors, lastRun, writeCursors } from '../ledger/cursor-file.ts';
import { ledgerName } from '../ledger/ledger-name.ts';
import { takeLock } from '../ledger/lock.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { ApiError } from '../memory/api-error.ts';
import { CortexClient } from '../memory/cortex-client.ts';
import { HttpMemory } from '../memory/http-memory.ts';
import type { ProgressView } from '../progress/progress-view.ts';
import { type Connection, expiryWarning } from '../settings/connection.ts';
import { makeHome } from '../settings/home.ts';
import { recordRun } from '../status/last-run.ts';

export interface SessionOptions {
  connection: Connection;
  workspace: Workspace;
  /** the command line's words, for whoever finds the lock taken */
  command: string;
  stateFile?: string;
  view: ProgressView;
  cli: Cli;
  /** called at the end of any run, while the lock is held */
  closing?: () => void;
}

const cursorsEveryMs = 5_000;

/**
 * Everything a run of the engine needs, opened in order and closed whatever happens: the lock, who
 * we are at Slack and at the memory, the ledger for exactly that pair. Cursors are drawn while it
 * runs and at the end.
 */
export async function withSession(
  options: SessionOptions,
  run: (ports: SyncPorts) => Promise<SyncReport>,
): Promise<SyncReport> {
  const { cli, connection } = options;
  const { home } = connection;
  warnBeforeEnd(options);
  makeHome(home);
  const lock = takeLock(home.lock, {
    pid: process.pid,
    host: hostname(),
    since: new Date(cli.clock.now()).toISOString(),
    command: options.command,
  });
  if (!lock.held) throw taken(lock.by);
  try {
    const memory = new CortexClient({
      url: connection.endpoint,
      token: connection.token,
      actor: connection.actor,
      clock: cli.clock,
      fetch: cli.fetch,
    });
    // before Slack is asked anything: a memory that is down or refuses us ends the run here
    await checkIn(memory, cli.signal);
    const identity = await options.workspace.identity(cli.signal);
    return await withLedger(options, identity, new HttpMemory(memory), run);
  } finally {
    options.closing?.();
    lock.release();
  }
}

/** Whether the memory is there and knows us. An older build without this path is tried as it is. */
async function checkIn(memory: CortexClient, signal: AbortSignal): Promise<void> {
  try {
    await memory.call('GET', '/v1/auth/whoami', { signal });
  } catch (error) {
    if (!(error instanceof ApiError) || ![404, 405, 501].includes(error.status)) throw error;
  }
}

async function withLedger(
  { cli, connection, workspace, view, stateFile }: SessionOptions,
  identity: WorkspaceIdentity,
  memory: HttpMemory,
  run: (ports: SyncPorts) => Promise<SyncReport>,
): Promise<SyncReport> {
  const { home } = connection;
  const name = ledgerName(identity.teamId, connection);
  mkdirSync(home.ledgers, { recursive: true, mode: 0o700 });
  const { ledger, damaged } = openLedger(join(home.ledgers, `${name}.sqlite`));
  if (damaged)
    cli.terminal.remark(
      `The ledger was damaged and is kept as ${damaged}. A new one is built by reading Slack again; nothing is written twice.`,
    );
  const draw = async (report?: SyncReport) => {
    const kept = writeCursors(stateFile ?? home.cursors, name, {
      team_id: identity.teamId,
      workspace: identity.domain,
      memory: connection.endpoint,
      actor: connection.actor,
      updated_at: new Date(cli.clock.now()).toISOString(),
      ...(report ? { last_run: lastRun(report) } : {}),
      channels: await channelCursors(ledger),
    });
    if (kept) cli.terminal.remark(`The cursor file was damaged and is kept as ${kept}.`);
  };
  const keep = async (report?: SyncReport) => {
    if (report) await recordRun(ledger, report);
    await draw(report);
  };
  const drawing = new Redraw(keep, () => cli.clock.now());
  try {
    const report = await run({
      workspace,
      memory,
      ledger,
      clock: cli.clock,
      signal: cli.signal,
      report: (progress: Progress) => {
        view.show(progress);
        drawing.noticed(progress);
      },
    });
    await drawing.idle();
    await draw(report);
    return report;
  } finally {
    view.end();
    await drawing.settled();
    await ledger.close();
  }
}

/** Draws the cursors every few seconds of a run and after each cycle; one drawing at a time. */
class Redraw {
  #last: number;
  #running: Promise<void> = Promise.resolve();
  #failure: unknown;
  readonly #draw: (report?: SyncReport) => Promise<void>;
  readonly #now: () => number;

  constructor(draw: (report?: SyncReport) => Promise<void>, now: () => number) {
    this.#draw = draw;
    this.#now = now;
    this.#last = now();
  }

  noticed(progress: Progress): void {
    const report = progress.type === 'finished' ? progress.report : undefined;
    if (!report && this.#now() - this.#last < cursorsEveryMs) return;
    this.#last = this.#now();
    this.#running = this.#running
      .then(() => this.#draw(report))
      .catch((error: unknown) => {
        this.#failure = error;
      });
  }

  /** Waits for the drawing under way, whatever came of it. */
  settled(): Promise<void> {
    return this.#running;
  }

  /** Waits for the drawing under way; a failed one is the caller's to know. */
  async idle(): Promise<void> {
    await this.settled();
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) throw failure;
  }
}

function warnBeforeEnd({ connection, cli }: SessionOptions): void {
  const warning = expiryWarning(connection.expiresAt, cli.clock.now());
  if (warning) cli.terminal.remark(cli.terminal.style('yellow', warning));
}

function taken(by: { pid: number; host: string; since: string; command: string } | undefined) {
  return new CliError(
    'LOCKED',
    by
      ? `Another run holds the ledger: \`${by.command}\`, process ${by.pid} on ${by.host}, since ${by.since}.`
      : 'Another run holds the ledger.',
    { next: 'Wait for it or stop it; --config-dir keeps a second identity apart.' },
  );
}
