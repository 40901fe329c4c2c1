import { scrub } from './scrub.ts';

/** Where output goes: a process's streams, or a test's arrays. */
export interface Streams {
  stdout: { write(text: string): unknown; isTTY?: boolean; columns?: number };
  stderr: { write(text: string): unknown; isTTY?: boolean };
}

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

const codes: Record<Style, [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
};

/**
 * The one door for output. Everything is scrubbed of credentials here; results go to stdout,
 * remarks and errors to stderr, so that a pipe gets data only.
 */
export class Terminal {
  readonly #streams: Streams;
  readonly #secrets = new Set<string>();
  readonly #color: boolean;
  #beforeRemark: (() => void) | undefined;
  readonly isTTY: boolean;
  /** a person sees at least one of the two streams */
  readonly isWatched: boolean;

  constructor(streams: Streams, env: Record<string, string | undefined>) {
    this.#streams = streams;
    this.isTTY = streams.stdout.isTTY === true;
    this.isWatched = this.isTTY || streams.stderr.isTTY === true;
    this.#color = this.isTTY && !env.NO_COLOR && env.TERM !== 'dumb';
  }

  get columns(): number {
    return this.#streams.stdout.columns || 80;
  }

  /** From now on this value never leaves, whatever prints it. */
  keepSecret(value: string | undefined): void {
    if (value) this.#secrets.add(value);
  }

  line(text = ''): void {
    this.write(`${text}\n`);
  }

  write(text: string): void {
    this.#streams.stdout.write(scrub(text, this.#secrets));
  }

  json(value: unknown): void {
    this.line(JSON.stringify(value));
  }

  /** What takes down a block of live lines, so that a remark never lands inside it. */
  onRemark(takeDown: (() => void) | undefined): void {
    this.#beforeRemark = takeDown;
  }

  remark(text: string): void {
    this.#beforeRemark?.();
    this.#streams.stderr.write(`${scrub(text, this.#secrets)}\n`);
  }

  style(style: Style, text: string): string {
    if (!this.#color) return text;
    const [on, off] = codes[style];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  }
}

/** Names and texts from elsewhere may carry escape sequences that move a terminal's cursor. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '�');
}
