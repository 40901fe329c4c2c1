import { SlackError } from '@belay/slack/error';
import { compareTs, msToTs } from '@belay/slack/ids/ts';
import type { Page } from '@belay/slack/model';
import type { Observation } from '../observe/observation.ts';
import { tsAfter, tsBefore } from '../observe/ts.ts';
import type { ChannelRecord, Chunk } from '../ports.ts';
import { type Stretch, uncovered } from './coverage.ts';
import type { Intake } from './intake.ts';
import { missingFrom } from './missing-from.ts';
import { observationsOf } from './observations-of.ts';
import type { Run } from './run.ts';

/** The most that Slack serves; a page of one costs the same (SYN-12). */
const pageLimit = 999;
const maxFruitlessPages = 100;
/** A cursor outlives the waits between two requests, not hours; the bounds lead to the same place. */
const cursorLifeMs = 10 * 60_000;
const endOfTime = '9999999999.999999';

/**
 * One channel's history, newest first, one page a step: the head, then what no certificate
 * covers, then what an audit reads again (SYN-12). Bounds come from the certificates; a cursor is
 * only a shortcut inside this process. Bounds are checked here too: some servers ignore them.
 */
export class ChannelWalk {
  readonly channel: ChannelRecord;
  readonly #run: Run;
  readonly #intake: Intake;
  /** undefined until the head was read */
  #left: Stretch[] | undefined;
  #cursor: string | undefined;
  /** the `latest` that the cursor was minted with */
  #latest: string | undefined;
  /** when the cursor was given, ms */
  #mintedAt = 0;
  /** oldest ts served so far: the next page must lie below */
  #reached: string | undefined;
  #fruitless = 0;
  #audits = false;

  constructor(run: Run, intake: Intake, channel: ChannelRecord) {
    this.#run = run;
    this.#intake = intake;
    this.channel = channel;
  }

  get isDone(): boolean {
    if (this.#left === undefined) return false;
    return this.#left.length === 0 || (this.#audits && this.#run.audit.pagesLeft <= 0);
  }

  /** where the next page begins: greater ones are taken first, and audits after everything else */
  get next(): string {
    const to = this.#left?.[0]?.to ?? endOfTime;
    return this.#audits ? `!${to}` : to;
  }

  /** Reads one page and sees it into the memory. Throws `SlackError`. */
  async step(): Promise<void> {
    const stretch = this.#left?.[0];
    if (this.#audits) this.#run.audit.pagesLeft -= 1;
    const page = await this.#page(stretch);
    const observations = observationsOf(this.#run, this.channel.channelId, page, 'history');
    const inside = stretch
      ? observations.filter(({ ts }) => compareTs(ts, stretch.to) <= 0)
      : observations;
    if (inside.length === 0 && page.hasMore) this.#expectMore(page);
    else this.#fruitless = 0;
    const oldest = inside[0]?.ts;
    const from = page.hasMore ? oldest && tsBefore(oldest) : '0.000000';
    const reached = this.#reached ?? (stretch && tsAfter(stretch.to));
    const missing = await missingFrom(this.#run, this.channel, page, inside, reached);
    const chunk = from === undefined ? undefined : this.#proof(page, from, stretch?.to, inside);
    await this.#intake.submit({
      channel: this.channel,
      observations: [...inside, ...missing],
      ...(chunk ? { chunk } : {}),
    });
    this.#cursor = page.hasMore ? page.cursor : undefined;
    this.#mintedAt = this.#run.clock.now();
    if (from === undefined) this.#left ??= [this.#whole(endOfTime)];
    else this.#advance(from);
  }

  async #page(stretch: Stretch | undefined): Promise<Page> {
    const isFresh = this.#run.clock.now() - this.#mintedAt < cursorLifeMs;
    const continues = stretch !== undefined && this.#cursor !== undefined && isFresh;
    const latest = continues ? this.#latest : stretch && tsAfter(stretch.to);
    const cursor = continues ? this.#cursor : undefined;
    this.#latest = latest;
    try {
      return await this.#run.workspace.history(
        this.channel.channelId,
        {
          limit: pageLimit,
          ...(latest === undefined ? {} : { latest }),
          ...(cursor === undefined ? {} : { cursor }),
        },
        this.#run.stop.signal,
      );
    } catch (error) {
      if (cursor === undefined || !(error instanceof SlackError) || error.code !== 'invalid_cursor')
        throw error;
      this.#cursor = undefined;
      return this.#page(stretch);
    }
  }

  /** What this page proves: everything between its oldest item and the moment it was read. */
  #proof(
    page: Page,
    from: string,
    upTo: string | undefined,
    inside: readonly Observation[],
  ): Chunk | undefined {
    // a damaged export part, or history that a plan hides: seen, but nothing is proved
    if (page.isLimited && this.#run.workspace.kind === 'archive') return undefined;
    const newest = inside.at(-1)?.ts ?? '0.000000';
    const read = this.#run.workspace.kind === 'archive' ? newest : msToTs(page.read.lo);
    const to = upTo === undefined || compareTs(read, upTo) < 0 ? read : upTo;
    return { from, to, readLo: page.read.lo, readHi: page.read.hi };
  }

  /** The walk goes on below `from`; after a certified stretch it begins anew. */
  #advance(from: string): void {
    this.#left = (this.#left ?? this.#owed(from)).flatMap((gap) => {
      const to = compareTs(gap.to, from) <= 0 ? gap.to : from;
      return compareTs(gap.from, to) < 0 ? [{ from: gap.from, to }] : [];
    });
    if (this.#left.length === 0) this.#beginAudit();
    const goesOn = this.#left[0]?.to === from;
    this.#reached = goesOn ? tsAfter(from) : undefined;
    if (!goesOn) this.#cursor = undefined;
  }

  /** An archive is walked whole each time: that costs no request, and a newer one has changes. */
  #owed(from: string): Stretch[] {
    if (compareTs(from, this.channel.target) <= 0) return [];
    return uncovered(this.#whole(from), this.#run.workspace.kind === 'archive' ? [] : this.#proved);
  }

  /** Certificates that are older than the audit are earned anew. */
  #beginAudit(): void {
    if (this.#audits || this.#run.workspace.kind === 'archive') return;
    const { since, pagesLeft } = this.#run.audit;
    if (pagesLeft <= 0) return;
    this.#audits = true;
    const fresh = this.#proved.filter(({ readHi }) => readHi >= since);
    const head = fresh.at(-1)?.from;
    if (head === undefined || compareTs(head, this.channel.target) <= 0) return;
    this.#left = uncovered(this.#whole(head), fresh);
  }

  get #proved(): readonly Chunk[] {
    return this.#run.chunks.get(this.channel.channelId) ?? [];
  }

  #whole(to: string): Stretch {
    return { from: this.channel.target, to };
  }

  /** Pages with nothing for us are legal; without a way on, or without end, they are not. */
  #expectMore(page: Page): void {
    this.#fruitless += 1;
    if (page.cursor !== undefined && this.#fruitless <= maxFruitlessPages) return;
    throw new SlackError(
      'no_progress',
      `Slack says that #${this.channel.name} has more messages but serves none: it is read again in the next run.`,
    );
  }
}
