import { isTs } from '../ids/ts.ts';
import { fields } from '../parse/fields.ts';
import type { Report } from './problem.ts';
import type { ZipReader } from './zip-reader.ts';

/** Days kept in memory: neighbouring threads and pages share them. */
const keptDays = 16;
const keptItems = 20_000;

type Day = ReadonlyMap<string, unknown>;

/** A day's raw messages by ts, the file read again when it has fallen out of memory. */
export class DayFiles {
  readonly #zip: ZipReader;
  readonly #report: Report;
  readonly #kept = new Map<string, Day>();
  /** readers of one day at the same time share one reading */
  readonly #loading = new Map<string, Promise<Day | undefined>>();
  readonly #damaged = new Set<string>();
  /** files whose odd items were reported */
  readonly #odd = new Set<string>();

  constructor(zip: ZipReader, report: Report) {
    this.#zip = zip;
    this.#report = report;
  }

  /** Undefined when the file is damaged. What is left out is reported once. */
  async read(path: string): Promise<Day | undefined> {
    if (this.#damaged.has(path)) return undefined;
    const kept = this.#kept.get(path);
    const day = kept ?? (await this.#loadOnce(path));
    if (!day) return undefined;
    this.#kept.delete(path);
    this.#keep(path, day);
    return day;
  }

  #loadOnce(path: string): Promise<Day | undefined> {
    const running = this.#loading.get(path);
    if (running) return running;
    const loading = this.#load(path).finally(() => this.#loading.delete(path));
    this.#loading.set(path, loading);
    return loading;
  }

  async #load(path: string): Promise<Day | undefined> {
    const content = await this.#zip.json(path);
    if (!Array.isArray(content)) {
      // what is no JSON at all, the reader has reported
      if (content !== undefined && !this.#damaged.has(path))
        this.#report({ path, reason: 'it is not a list of messages' });
      this.#damaged.add(path);
      return undefined;
    }
    const day = byTs(content);
    const odd = content.filter((item) => !isTs(fields(item).ts)).length;
    if (odd > 0 && !this.#odd.has(path))
      this.#report({ path, reason: `${odd} of its items are no messages and were left out` });
    this.#odd.add(path);
    return day;
  }

  #keep(path: string, day: Day): void {
    this.#kept.set(path, day);
    let items = [...this.#kept.values()].reduce((sum, each) => sum + each.size, 0);
    for (const [oldest, each] of this.#kept) {
      if (oldest === path || (this.#kept.size <= keptDays && items <= keptItems)) break;
      this.#kept.delete(oldest);
      items -= each.size;
    }
  }
}

function byTs(content: unknown[]): Day {
  const day = new Map<string, unknown>();
  for (const item of content) {
    const { ts } = fields(item);
    if (isTs(ts)) day.set(ts, item);
  }
  return day;
}
