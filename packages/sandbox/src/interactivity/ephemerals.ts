import { tsOf } from '../world/timestamp.ts';

/** What only one person sees, and only until they reload. */
export interface Ephemeral {
  channel: string;
  user: string;
  ts: string;
  text?: string;
  blocks?: readonly unknown[];
  attachments?: readonly unknown[];
  threadTs?: string;
}

/** The ephemeral messages that stand on somebody's page. In no history, and told by no event. */
export class Ephemerals {
  readonly all: Ephemeral[] = [];
  readonly #seen = new WeakSet<Ephemeral>();
  readonly #listeners = new Set<() => void>();

  /** An id that none of them has, at that moment or microseconds after. */
  freeTs(at: number): string {
    let extra = 0;
    while (this.all.some(({ ts }) => ts === tsOf(at, extra))) extra++;
    return tsOf(at, extra);
  }

  add(one: Ephemeral): void {
    this.all.push(one);
    this.#tell();
  }

  find(user: string, ts: string): Ephemeral | undefined {
    return this.all.find((one) => one.user === user && one.ts === ts);
  }

  replace(old: Ephemeral, fresh: Ephemeral): void {
    const index = this.all.indexOf(old);
    if (index >= 0) this.all.splice(index, 1, fresh);
    this.#tell();
  }

  remove(one: Ephemeral): void {
    const index = this.all.indexOf(one);
    if (index >= 0) this.all.splice(index, 1);
    this.#tell();
  }

  /** What a person sees in a channel. A page that is loaded anew has forgotten what it showed. */
  shown(user: string, channel: string, isReload: boolean): Ephemeral[] {
    const mine = this.all.filter((one) => one.user === user && one.channel === channel);
    const left = isReload ? mine.filter((one) => !this.#seen.has(one)) : mine;
    for (const one of mine) if (!left.includes(one)) this.all.splice(this.all.indexOf(one), 1);
    for (const one of left) this.#seen.add(one);
    return left;
  }

  /** Hears when there are others; the answer ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  clear(): void {
    this.all.length = 0;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
