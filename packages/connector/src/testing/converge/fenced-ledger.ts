import { type Ledger, type LedgerBatch, LedgerLost } from '../../ports.ts';
import { MemoryLedger } from '../memory-ledger.ts';
import { LedgerMirror } from './ledger-mirror.ts';

/** Sees every batch, with everything as it was before it and as it is after. */
export interface CommitWatch {
  before(batch: LedgerBatch, ledger: LedgerMirror): void;
  after(batch: LedgerBatch, ledger: LedgerMirror): void;
}

/**
 * The durable ledger of a schedule: the newest owner holds the fence, and a commit of a former one
 * throws `LedgerLost`. What is committed can be looked at, and is watched.
 */
export class FencedLedger {
  /** what only a ledger can know is gone, such as the scope of an erased message */
  wasLost = false;
  mirror = new LedgerMirror();
  #ledger = new MemoryLedger();
  #fence = 0;
  readonly #watch: CommitWatch;

  constructor(watch: CommitWatch) {
    this.#watch = watch;
  }

  /** The ledger as the next owner sees it; whoever had it before has lost it. */
  takeOver(): Ledger {
    this.#fence += 1;
    const fence = this.#fence;
    return new Proxy<Ledger>(this.#ledger, {
      get: (target, name) => {
        if (name === 'commit')
          return async (batch: LedgerBatch) => {
            if (fence !== this.#fence) throw new LedgerLost('another owner holds this ledger');
            await this.commit(batch);
          };
        const member: unknown = Reflect.get(target, name, target);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  }

  /** As the endpoint that receives events: it needs no fence. */
  async commit(batch: LedgerBatch): Promise<void> {
    this.#watch.before(batch, this.mirror);
    this.mirror.apply(batch);
    await this.#ledger.commit(batch);
    this.#watch.after(batch, this.mirror);
  }

  get ledger(): Ledger {
    return this.#ledger;
  }

  /** The disk is gone. */
  lose(): void {
    this.wasLost = true;
    this.#ledger = new MemoryLedger();
    this.mirror = new LedgerMirror();
  }
}
