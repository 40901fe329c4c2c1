import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const bin = (name: string) => fileURLToPath(new URL(`../../bin/${name}.js`, import.meta.url));

/** where the tests' run keeps what it compiled */
const compiled = process.env.NODE_COMPILE_CACHE;

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

export interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** resolves once stdout matches, rejects when the program ends before */
  printed(pattern: RegExp): Promise<void>;
}

/** Starts `cortexdb` or `cortexdb-sync` as a user would, with nothing of our own environment. */
export function startBin(
  name: 'cortexdb' | 'cortexdb-sync',
  args: string[],
  env: Record<string, string>,
  options: { detached?: boolean } = {},
): Running {
  const child = spawn(process.execPath, [bin(name), ...args], {
    env: {
      PATH: process.env.PATH ?? '',
      ...(compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  let out = '';
  let err = '';
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    for (const check of waiting) check();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = once(child, 'close').then(([code, signal]): Ended => {
    for (const check of waiting) check();
    // Node's own types of the event
    return { code: code as number | null, signal: signal as NodeJS.Signals | null, out, err };
  });
  const printed = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const check = () => {
        if (pattern.test(out)) resolve();
        else if (child.exitCode !== null || child.signalCode !== null)
          reject(new Error(`ended before it printed ${pattern}: ${out}${err}`));
        else return;
        waiting.delete(check);
      };
      waiting.add(check);
      check();
    });
  return { child, ended, printed };
}

/** Runs a program to its end. */
export function runBin(
  name: 'cortexdb' | 'cortexdb-sync',
  args: string[],
  env: Record<string, string>,
): Promise<Ended> {
  return startBin(name, args, env).ended;
}

/** The last JSON line of an output. */
export function lastJson(out: string): unknown {
  return JSON.parse(out.trimEnd().split('\n').at(-1) ?? '');
}
