import type { OpenSandbox } from '@belay/sandbox/open-sandbox';
import type { Chunk, LedgerBatch, PreparedWrite } from '../../ports.ts';
import type { CortexDouble } from '../cortex-double.ts';
import { expectedMessages } from './expected-memory.ts';
import type { CommitWatch } from './fenced-ledger.ts';
import type { HistoryOfSlack } from './history-of-slack.ts';
import type { LedgerMirror } from './ledger-mirror.ts';
import { storedParts } from './stored-memory.ts';

/**
 * Looks at every commit and every capture while a schedule plays, and writes down what must never
 * be: a claim that does not hold, a register that went back, a reply before its parent, words that
 * nobody said.
 */
export class Watchman implements CommitWatch {
  readonly complaints: string[] = [];
  readonly #sandbox: OpenSandbox;
  readonly #history: HistoryOfSlack;
  readonly #memory: CortexDouble;
  /** Slack's clamped mode allows a reply before its parent after 10 minutes */
  readonly #isClamped: boolean;

  constructor(
    sandbox: OpenSandbox,
    history: HistoryOfSlack,
    memory: CortexDouble,
    isClamped: boolean,
  ) {
    this.#sandbox = sandbox;
    this.#history = history;
    this.#memory = memory;
    this.#isClamped = isClamped;
  }

  before(batch: LedgerBatch, ledger: LedgerMirror): void {
    for (const { channelId, ts, registers } of batch.messages ?? []) {
      const known = ledger.messages.get(`${channelId} ${ts}`);
      if (!known) continue;
      const [was, is] = [intervals(known.registers), intervals(registers)];
      // a claim may be wider than the one before it, but never be over when that one began
      for (const [name, { hi }] of Object.entries(is))
        if (hi <= (was[name]?.lo ?? 0) && hi > 0)
          this.complaints.push(
            `register ${name} of ${channelId} ${ts} went back: ${known.registers} → ${registers}`,
          );
    }
  }

  after(batch: LedgerBatch, ledger: LedgerMirror): void {
    for (const { channelId, chunks } of batch.chunks ?? [])
      for (const chunk of chunks) this.#checkClaim(channelId, chunk, ledger);
  }

  /** Every message of (from, to] that stood there all through the read is known or owed. */
  #checkClaim(channelId: string, chunk: Chunk, ledger: LedgerMirror): void {
    const later = new Set(this.#served(channelId, chunk.readHi).map(({ ts }) => ts));
    for (const { ts, text, parent } of this.#served(channelId, chunk.readLo)) {
      if (ts <= chunk.from || ts > chunk.to || !later.has(ts)) continue;
      if (this.#wasAway(channelId, ts, chunk)) continue;
      if (!isKnownOrOwed(ledger, channelId, ts, text, parent))
        this.complaints.push(
          `chunk (${chunk.from}, ${chunk.to}] of ${channelId} claims ${ts}, which is neither known nor owed`,
        );
    }
  }

  /**
   * Deleted and restored while the page was read: it may or may not have been shown. Deleted since:
   * it was owed, and nothing is left to know.
   */
  #wasAway(channelId: string, ts: string, { readLo, readHi }: Chunk): boolean {
    const texts = this.#history.find(channelId, ts)?.texts ?? [];
    if (texts.at(-1)?.value === null) return true;
    return texts.some(({ at, value }) => value === null && at > readLo && at <= readHi);
  }

  #served(channelId: string, moment: number) {
    const channel = this.#sandbox.truth.at(moment).channels.find(({ id }) => id === channelId);
    return channel ? expectedMessages(this.#sandbox, { ...channel, threads: {} }) : [];
  }

  captured(write: PreparedWrite, eventId: string): void {
    const parts = storedParts(this.#memory);
    const part = parts.find((p) => p.eventId === eventId);
    const history = part && this.#history.find(part.channelId, part.ts);
    if (!part || !history) {
      this.complaints.push(`${write.key} is about a message that never was`);
      return;
    }
    const { kind, value, ts, threadTs } = part;
    if (history.isSkipped) this.complaints.push(`${write.key} is of a kind that is never written`);
    if (kind === 'text' && !history.texts.some((text) => text.value === value))
      this.complaints.push(`${write.key} says what nobody said: ${value}`);
    if (kind !== 'text' || threadTs === undefined || threadTs === ts) return;
    const parent = parts.find((p) => p.eventId === part.precededBy[0]);
    if (parent?.ts === threadTs && parent.channelId === part.channelId) return;
    if (!this.#isClamped && this.#alwaysStood(part.channelId, threadTs))
      this.complaints.push(`${write.key} is a reply before its parent ${threadTs} (MAP-3)`);
  }

  #alwaysStood(channelId: string, rootTs: string): boolean {
    const root = this.#history.find(channelId, rootTs);
    if (!root || root.isSkipped) return false;
    return root.texts.every(({ value }) => value !== null && value !== '');
  }
}

function isKnownOrOwed(
  ledger: LedgerMirror,
  channelId: string,
  ts: string,
  text: string,
  parent: string | undefined,
): boolean {
  for (const debt of ledger.debts.values())
    if (debt.channelId === channelId && (debt.ts === ts || debt.ts === parent)) return true;
  const record = ledger.messages.get(`${channelId} ${ts}`);
  if (!record) return false;
  if (record.state !== 'live' || text === '') return true;
  return record.parts.some(({ part, eventId }) => part === 'text' && eventId !== undefined);
}

/** When each register of a record was true; by its short name. */
function intervals(registers: string): Record<string, { lo: number; hi: number }> {
  if (registers === '') return {};
  const packed: Record<string, unknown> = JSON.parse(registers);
  return Object.fromEntries(
    Object.entries(packed).flatMap(([name, value]) =>
      Array.isArray(value) ? [[name, { lo: Number(value[0]), hi: Number(value[1]) }]] : [],
    ),
  );
}
