import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const main = join(import.meta.dirname, '../../main.ts');

/** One process of the fleet; `url` is where it answers, once it does. */
interface Ship {
  child: ChildProcess;
  url: string;
  /** the token of the one-time link, which a start without an owner prints */
  setup: Promise<string>;
}

/**
 * Processes of the real program, `belay serve`, on one PostgreSQL and one data folder. They are
 * killed with SIGKILL and started again, each in a slot of its own.
 */
export class Fleet {
  readonly #env: Record<string, string>;
  readonly #ships: (Ship | undefined)[];
  /** all that live, also those that don't answer yet */
  readonly #children = new Set<ChildProcess>();

  constructor(size: number, env: Record<string, string>) {
    this.#env = env;
    this.#ships = Array.from({ length: size }, () => undefined);
  }

  /** Addresses of those that answer now. */
  get urls(): string[] {
    return this.#ships.flatMap((ship) => ship?.url ?? []);
  }

  /** Slots of those that answer now. */
  get living(): number[] {
    return this.#ships.flatMap((ship, slot) => (ship ? slot : []));
  }

  /** Starts the process of a slot; resolves when it answers. */
  async start(slot: number): Promise<Ship> {
    const child = spawn(process.execPath, [main, 'serve'], {
      env: { ...process.env, PORT: '0', BELAY_LOG: 'error', ...this.#env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    const ship = await new Promise<Ship | undefined>((resolve) => {
      let told: (token: string) => void = () => undefined;
      const setup = new Promise<string>((tell) => {
        told = tell;
      });
      const lines = createInterface({ input: child.stdout ?? process.stdin });
      lines.on('line', (line) => {
        const token = /#token=(\S+)/.exec(line)?.[1];
        if (token) told(token);
        const url = /ready at (\S+)/.exec(line)?.[1];
        if (url) resolve({ child, url, setup });
      });
      child.once('exit', () => resolve(undefined));
    });
    if (ship) {
      this.#ships[slot] = ship;
      return ship;
    }
    throw new Error('a process ended before it was ready');
  }

  /** SIGKILL: nothing of it ends in order. */
  async kill(slot: number): Promise<void> {
    const ship = this.#ships[slot];
    this.#ships[slot] = undefined;
    if (!ship) return;
    const gone = new Promise((resolve) => ship.child.once('exit', resolve));
    ship.child.kill('SIGKILL');
    await gone;
  }

  async close(): Promise<void> {
    const ending = [...this.#children];
    this.#ships.fill(undefined);
    await Promise.all(
      ending.map((child) => {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        return gone;
      }),
    );
  }
}
