import { fetchSandbox } from '@belay/sandbox/fetch-sandbox';
import { type OpenSandbox, openSandbox } from '@belay/sandbox/open-sandbox';
import { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import type { Bell } from '../../bell.ts';
import type { Clock } from '../../ports.ts';
import type { SyncReport } from '../../progress.ts';
import { type Audit, SyncRefused } from '../../sync/options.ts';
import { sync } from '../../sync/sync.ts';
import { CortexDouble } from '../cortex-double.ts';
import { FencedLedger } from './fenced-ledger.ts';
import { HistoryOfSlack } from './history-of-slack.ts';
import { Life } from './life.ts';
import type { Setup } from './schedule.ts';
import { SlackScript } from './slack-script.ts';
import { TroubledMemory } from './troubled-memory.ts';
import { VirtualTime } from './virtual-time.ts';
import { Watchman } from './watchman.ts';
import { Wire } from './wire.ts';

const begin = Date.UTC(2026, 10, 2, 9);
/** how long a request and its answer travel */
const wayMs = 90;
const minuteMs = 60_000;

/** How one run of the engine went; `refused`: it could not begin. */
export type Outcome = SyncReport | 'refused';

/** A workspace, a memory, a ledger and the time that they share: all that outlives an engine. */
export class Stage {
  readonly time = new VirtualTime(begin);
  readonly sandbox: OpenSandbox;
  readonly script: SlackScript;
  readonly wire: Wire;
  readonly history = new HistoryOfSlack();
  readonly cortex = new CortexDouble();
  readonly memory: TroubledMemory;
  readonly ledger: FencedLedger;
  readonly watchman: Watchman;
  readonly setup: Setup;
  /** calls that a limit refused although nobody else had called in the minute before */
  rejected = 0;
  #lives = 0;
  #lastCallOfOthers = Number.NEGATIVE_INFINITY;
  #lastCall = Number.NEGATIVE_INFINITY;

  constructor(setup: Setup) {
    this.setup = setup;
    const { time, history, cortex } = this;
    this.sandbox = openSandbox({ limits: setup.limits, clock: time });
    this.sandbox.settle('http://slack.example');
    this.sandbox.world.onChange((change) => history.hear(change));
    this.wire = new Wire(this.sandbox);
    this.script = new SlackScript(this.sandbox);
    this.wire.loseAll();
    this.watchman = new Watchman(this.sandbox, history, cortex, setup.limits === 'clamped');
    this.ledger = new FencedLedger(this.watchman);
    this.memory = new TroubledMemory(cortex, time, (write, id) =>
      this.watchman.captured(write, id),
    );
    this.#countRejections();
    this.breakPages();
  }

  /** Pages as small as this schedule wants them: no fault, Slack decides. */
  breakPages(): void {
    const { pageSize } = this.setup;
    if (pageSize === 0) return;
    for (const method of ['conversations.history', 'conversations.replies'])
      this.sandbox.faults.add({ kind: 'short_page', size: pageSize, method });
  }

  /** Begins a run of the engine in a process of its own, which takes the ledger over. */
  run(
    life: Life,
    audit: Audit,
    attended: { doorbell: Bell; attendMs: number } | undefined = undefined,
  ): Promise<Outcome> {
    const clock: Clock = life.behind({
      now: () => this.time.now(),
      sleep: (ms: number, signal?: AbortSignal) => this.time.sleep(ms, signal),
    });
    this.#lives += 1;
    const mine = this.#lives;
    this.#lastCallOfOthers = this.#lastCall;
    const travel = fetchSandbox(this.sandbox);
    const slow = {
      fetch: async (input: Parameters<typeof fetch>[0], init?: RequestInit) => {
        await this.time.sleep(wayMs);
        this.#lastCall = this.time.now();
        if (mine !== this.#lives) this.#lastCallOfOthers = this.#lastCall;
        const answer = await travel(input, init);
        await this.time.sleep(wayMs);
        return answer;
      },
    };
    const { apiUrl, botToken: token } = this.sandbox;
    const { limits, deletes, edits, select } = this.setup;
    const workspace = new SlackWorkspace({
      token,
      apiUrl,
      clock,
      fetch: life.behind(slow).fetch,
      random: () => 0.5,
      rate: limits === 'off' ? 'unlimited' : 'documented',
    });
    const ports = {
      workspace,
      memory: life.behind(this.memory),
      ledger: life.behind(this.ledger.takeOver()),
      clock,
      ...(attended && { doorbell: attended.doorbell }),
    };
    const attendMs = attended?.attendMs ?? 0;
    const channels = select === 'all' ? {} : { channels: this.#chosenIds };
    const options = { org: 'acme', since: 0, audit, deletes, edits, attendMs, ...channels };
    return sync(options, ports).catch((error: unknown) => {
      if (error instanceof SyncRefused) return 'refused';
      throw error;
    });
  }

  /** The first two; one that nobody could ever see is no choice that a person makes. */
  get #chosenIds(): string[] {
    const { world, app } = this.sandbox;
    return this.script.channels.slice(0, 2).filter((id) => {
      const { kind, members } = world.channel(id);
      const isVisible = kind === 'public' || members.includes(app.botUserId);
      return isVisible || this.ledger.mirror.channels.has(id);
    });
  }

  /** A limit that two processes in one minute break together is nobody's mistake. */
  #countRejections(): void {
    const { limiter } = this.sandbox;
    const take = limiter.take.bind(limiter);
    limiter.take = (...given) => {
      const wait = take(...given);
      const isAlone = this.time.now() - this.#lastCallOfOthers > minuteMs;
      if (wait !== undefined && isAlone && limiter.mode === 'tiers') this.rejected += 1;
      return wait;
    };
  }

  newLife(stopAt = 0, onStep?: (step: number) => void): Life {
    return new Life(this.time, stopAt, onStep);
  }
}
