import type { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import type { Context } from '../../context.ts';
import { SocketKeeper } from '../../slack-app/socket/socket-keeper.ts';
import type { Fence } from '../lease/fence.ts';
import { baseScope } from '../store/base-scope.ts';
import { connectorId } from '../store/connector-id.ts';
import { ConnectorLoop } from './connector-loop.ts';
import type { Desk } from './connector-ports.ts';
import { isBackfilled } from './is-backfilled.ts';
import { methodLimits } from './method-limits.ts';
import { keepRate, openWorkspace, storeRateMs } from './open-workspace.ts';
import {
  type ConnectorAtHand,
  type InstallationAtHand,
  readConnectors,
} from './read-connectors.ts';
import { RemovalLoop } from './removal-loop.ts';
import { rollUpThroughput } from './roll-up-throughput.ts';
import { StatusBook, type ToldStatus } from './status-book.ts';
import { StatusWriter } from './status-writer.ts';
import type { WorkTiming } from './work-timing.ts';

/** The work under way for one connector. */
interface Job {
  /** what it was begun with: another one has to begin anew */
  name: string;
  stop(): Promise<void>;
  loop?: ConnectorLoop;
}

const housekeepingMs = 3_600_000;

/**
 * Works for the connectors of one installation as people want them, until nothing is wanted or the
 * signal aborts. All of them share one workspace, because Slack's limits do.
 */
export async function runInstallation(
  ctx: Context,
  fence: Fence,
  signal: AbortSignal,
  timing: WorkTiming,
): Promise<void> {
  await new InstallationRun(ctx, fence, timing).run(signal);
}

class InstallationRun {
  readonly #ctx: Context;
  readonly #fence: Fence;
  readonly #timing: WorkTiming;
  readonly #jobs = new Map<string, Job>();
  /** what jobs that were stopped told last: newer than the rows that were read before */
  readonly #left = new Map<string, ToldStatus>();
  #isNews = true;
  #wake: () => void = () => undefined;
  readonly #socket: SocketKeeper;
  #workspace: { token: string; slack: SlackWorkspace } | undefined;
  /** a commit met another owner's fence: sooner than the next heartbeat */
  #isLost = false;
  #keptAt = Number.NEGATIVE_INFINITY;
  #cleanedAt = 0;

  constructor(ctx: Context, fence: Fence, timing: WorkTiming) {
    this.#ctx = ctx;
    this.#fence = fence;
    this.#timing = timing;
    this.#socket = new SocketKeeper(ctx, fence, 'connectors');
  }

  async run(signal: AbortSignal): Promise<void> {
    const deaf = this.#ctx.notices.on('belay_connectors', (word) => {
      if (word === undefined || word === this.#fence.installation) this.#tell();
    });
    try {
      while (!signal.aborted && !this.#isLost) {
        this.#isNews = false;
        if (!(await this.#look())) return;
        await this.#untilNews(signal);
      }
    } finally {
      deaf();
      await Promise.all([this.#stopAll(), this.#socket.close()]);
      await this.#keepRate(true);
    }
  }

  /** False once there is nothing to work for. */
  async #look(): Promise<boolean> {
    try {
      const now = await readConnectors(this.#ctx.pool, this.#fence);
      const wanted = now?.connectors.filter(({ wanted }) => wanted !== 'paused') ?? [];
      if (now) await this.#adjust(now, wanted);
      await this.#socket.adjust();
      if (!now || wanted.length === 0) return false;
      await this.#keepRate(false);
      await this.#clean(wanted);
    } catch (error) {
      this.#ctx.log.warn({ err: error }, 'the connectors of an installation can’t be read');
    }
    return true;
  }

  /** Stops what isn't wanted as it was begun, then begins what is. */
  async #adjust(now: InstallationAtHand, wanted: ConnectorAtHand[]): Promise<void> {
    const names = new Map(wanted.map((one) => [one.id, nameOf(one, now)]));
    const ended = [...this.#jobs].filter(([id, { name }]) => names.get(id) !== name);
    await Promise.all(ended.map(([, job]) => job.stop()));
    for (const [id] of ended) this.#jobs.delete(id);
    for (const connector of wanted) {
      const job = this.#jobs.get(connector.id);
      if (!job) this.#begin(now, connector, names.get(connector.id) ?? '');
      else if (connector.imports > 0) job.loop?.nudgeForImport();
      else if (connector.gaps > 0) await job.loop?.lookForGaps();
    }
  }

  #begin(installation: InstallationAtHand, connector: ConnectorAtHand, name: string): void {
    const ctx = this.#ctx;
    const fence = this.#fence;
    if (connector.wanted === 'deleting') {
      const removal = new RemovalLoop({
        ctx,
        fence,
        installation,
        connector,
        timing: this.#timing,
      });
      void removal.done.then(() => this.#tell());
      this.#jobs.set(connector.id, { name, stop: () => removal.stop() });
      return;
    }
    const { url } = installation;
    const { mode } = connector.settings;
    // as the worker before wrote it, or `{}`
    const before = this.#left.get(connector.id) ?? (connector.status as Partial<ToldStatus>);
    this.#left.delete(connector.id);
    const book = new StatusBook({ before, mode, url, now: ctx.now() });
    const desk: Desk = { ctx, fence, installation, connector, book };
    const slack = this.#open(installation);
    const writer = this.#writer(desk, slack);
    if (!slack) {
      const reason =
        installation.token === null
          ? (installation.reason ?? 'The workspace is disconnected. Add it to Slack again.')
          : 'Its token can’t be opened with this server’s key. Store the token again.';
      book.trouble('failed', reason);
      this.#jobs.set(connector.id, { name, stop: () => writer.close() });
      return;
    }
    const loop = new ConnectorLoop({ desk, workspace: slack, timing: this.#timing });
    void loop.done.then((end) => {
      if (end !== 'lost') return;
      this.#isLost = true;
      this.#tell();
    });
    const stop = async () => {
      await loop.stop();
      await writer.close();
      this.#left.set(connector.id, book.status(ctx.now(), methodLimits(slack)));
    };
    this.#jobs.set(connector.id, { name, stop, loop });
  }

  #writer({ ctx, fence, connector, book }: Desk, slack: SlackWorkspace | undefined): StatusWriter {
    const place = { tenant: fence.tenant, connector: connector.id };
    return new StatusWriter({
      ctx,
      fence,
      connector: {
        uuid: connector.id,
        publicId: connectorId(connector.id),
        scope: baseScope(connector.settings.scope_template),
      },
      book,
      timing: this.#timing,
      limits: () => (slack ? methodLimits(slack) : { limits: [], clamped: false }),
      isBackfilled: () => isBackfilled(ctx.pool, place),
    });
  }

  /** One for all, and a new one when another token was stored; undefined when it can't be opened. */
  #open(installation: InstallationAtHand): SlackWorkspace | undefined {
    const { token: sealed } = installation;
    if (!sealed) return undefined;
    const token = tokenName(installation);
    if (this.#workspace?.token === token) return this.#workspace.slack;
    try {
      const former = this.#workspace?.slack;
      const slack = openWorkspace(
        this.#ctx,
        { ...installation, token: sealed },
        this.#fence,
        former,
      );
      this.#workspace = { token, slack };
      return slack;
    } catch {
      return undefined;
    }
  }

  async #keepRate(isFinal: boolean): Promise<void> {
    const now = this.#timing.lease.elapsed();
    const slack = this.#workspace?.slack;
    if (!slack || (!isFinal && now - this.#keptAt < storeRateMs)) return;
    this.#keptAt = now;
    const stored = { state: slack.rateState(), at: this.#ctx.now(), isFinal };
    await keepRate(this.#ctx, this.#fence, stored).catch(() => undefined);
  }

  async #clean(connectors: ConnectorAtHand[]): Promise<void> {
    const now = this.#timing.lease.elapsed();
    if (this.#cleanedAt !== 0 && now - this.#cleanedAt < housekeepingMs) return;
    this.#cleanedAt = now;
    for (const { id } of connectors)
      await rollUpThroughput(this.#ctx.pool, { tenant: this.#fence.tenant, connector: id });
  }

  async #stopAll(): Promise<void> {
    await Promise.all([...this.#jobs.values()].map((job) => job.stop()));
    this.#jobs.clear();
  }

  #tell(): void {
    this.#isNews = true;
    this.#wake();
  }

  /** Until somebody tells of a change; a word that was lost costs one sweep. */
  async #untilNews(signal: AbortSignal): Promise<void> {
    if (this.#isNews || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, this.#timing.lease.sweepMs);
      signal.addEventListener('abort', wake);
      this.#wake = wake;
    });
  }
}

function nameOf({ wanted, epoch }: ConnectorAtHand, installation: InstallationAtHand): string {
  return [wanted, epoch, tokenName(installation), installation.state].join(' ');
}

/** Sealed anew with each change. */
const tokenName = ({ token }: InstallationAtHand) =>
  token?.subarray(0, 32).toString('hex') ?? 'none';
