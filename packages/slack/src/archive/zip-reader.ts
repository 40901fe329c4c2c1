import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { SlackError } from '../error.ts';
import { entryName, nameTrouble } from './entry-name.ts';
import type { Report } from './problem.ts';

/** A day of one channel is some megabytes; what claims more than this is no export. */
const entryCap = 128 * 1024 * 1024;
const entriesCap = 2_000_000;

/** Named JSON files of a ZIP, read one at a time and never unpacked to disk. */
export class ZipReader {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #report: Report;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, report: Report) {
    this.#zip = zip;
    this.#entries = entries;
    this.#report = report;
  }

  /** Throws `SlackError` for what is no readable ZIP. */
  static async open(path: string, report: Report): Promise<ZipReader> {
    let zip: ZipFile | undefined;
    try {
      zip = await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false });
      return new ZipReader(zip, await index(zip, report), report);
    } catch (cause) {
      zip?.close();
      if (cause instanceof SlackError) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new SlackError('not_an_export', `This is not a readable ZIP file: ${reason}`, {
        class: 'request',
        cause,
      });
    }
  }

  get names(): Iterable<string> {
    return this.#entries.keys();
  }

  /** What a JSON file holds; undefined when it is missing or, reported, damaged. */
  async json(name: string): Promise<unknown> {
    const entry = this.#entries.get(name);
    if (!entry) return undefined;
    try {
      return JSON.parse(await this.#text(entry));
    } catch (error) {
      this.#report({ path: name, reason: damage(error) });
      return undefined;
    }
  }

  close(): void {
    this.#zip.close();
  }

  async #text(entry: Entry): Promise<string> {
    const stream = await this.#zip.openReadStreamPromise(entry);
    const decoder = new TextDecoder();
    let read = '';
    for await (const chunk of stream) read += decoder.decode(chunk, { stream: true });
    return read + decoder.decode();
  }
}

/** The entries worth a name. Sizes are checked against the bytes when an entry is read. */
async function index(zip: ZipFile, report: Report): Promise<Map<string, Entry>> {
  if (zip.entryCount > entriesCap)
    throw new SlackError('not_an_export', `The ZIP holds ${zip.entryCount} files.`, {
      class: 'request',
    });
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    const path = entryName(entry);
    if (!path.endsWith('.json') || path.startsWith('__MACOSX/')) continue;
    const reason = nameTrouble(path) ?? entryTrouble(entry);
    if (reason === undefined) entries.set(path, entry);
    else report({ path, reason });
  }
  return entries;
}

function entryTrouble(entry: Entry): string | undefined {
  if (entry.uncompressedSize > entryCap)
    return `it would unpack to ${Math.round(entry.uncompressedSize / 1024 / 1024)} MiB`;
  return entry.isEncrypted() ? 'it is encrypted' : undefined;
}

function damage(error: unknown): string {
  // a syntax error quotes the text that it stumbled over
  if (error instanceof SyntaxError) return 'it is not valid JSON';
  return `it can't be read: ${error instanceof Error ? error.message : String(error)}`;
}
