import type { Delivery, Ledger } from '../ports.ts';
import type { SyncOptions } from '../sync/options.ts';
import { sync } from '../sync/sync.ts';
import { CortexDouble } from './cortex-double.ts';
import { MemoryLedger } from './memory-ledger.ts';
import { SlackDouble } from './slack-double.ts';
import { TestClock } from './test-clock.ts';

/** One channel, one person and an engine over doubles, on a clock that only the test moves. */
export function syncFixture(kind: 'live' | 'archive' = 'live') {
  const clock = new TestClock();
  const workspace = new SlackDouble(clock, kind);
  workspace.addPerson('U1', 'Ada', 'ada@acme.example');
  workspace.addChannel('C1', 'engineering');
  const memory = new CortexDouble();
  const ledger = new MemoryLedger();
  const ports = { workspace, memory, ledger, clock };
  const run = (options: Partial<SyncOptions> = {}) => {
    workspace.asked.length = 0;
    return sync({ org: 'acme', since: 0, ...options }, ports);
  };
  return { ...ports, ports, run };
}

/** A channel and two people; `again` is a run a minute later, its requests counted from none. */
export function teamFixture() {
  const clock = new TestClock();
  const workspace = new SlackDouble(clock);
  workspace.addPerson('U1', 'Ada', 'Ada@acme.example');
  workspace.addPerson('U2', 'Grace', 'grace@acme.example');
  workspace.addChannel('C123', 'engineering');
  const memory = new CortexDouble();
  const ledger = new MemoryLedger();
  const ports = { workspace, memory, ledger, clock };
  const run = (options: Partial<SyncOptions> = {}) =>
    sync({ org: 'acme', since: 0, ...options }, ports);
  const again = (options: Partial<SyncOptions> = {}) => {
    clock.advance(60_000);
    workspace.asked.length = 0;
    return run(options);
  };
  return { ...ports, ports, run, again };
}

let delivered = 0;

/** Stores an event as an endpoint would; `second` is when it happened, on Slack's clock. */
export async function deliver(
  ledger: Ledger,
  event: Record<string, unknown>,
  second: number,
): Promise<Delivery> {
  delivered += 1;
  const at = { lo: second * 1000, hi: (second + 1) * 1000 };
  const delivery = { id: `Ev${delivered}`, body: JSON.stringify(event), at };
  await ledger.commit({ received: [delivery] });
  return delivery;
}
