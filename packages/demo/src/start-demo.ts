import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '@belay/cli/ledger/lock';
import { openLedger } from '@belay/cli/ledger/open-ledger';
import { CortexClient } from '@belay/cli/memory/cortex-client';
import { HttpMemory } from '@belay/cli/memory/http-memory';
import { systemClock } from '@belay/sandbox/clock/system-clock';
import { tellDemoWorld } from '@belay/sandbox/demo-world/tell-demo-world';
import type { Sandbox } from '@belay/sandbox/start-sandbox';
import { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import { Follower } from './follow/follower.ts';
import { MemoryReader } from './follow/memory-reader.ts';
import { byHand } from './home/by-hand.ts';
import type { HomeSource } from './home/home-source.ts';
import { type DemoIdentity, demoIdentity } from './tail/demo-identity.ts';
import { runTail } from './tail/run-tail.ts';
import { startSandboxNear } from './tail/start-sandbox-near.ts';
import { openStory } from './tail/story.ts';

export interface DemoOptions {
  dataDir: string;
  /** the memory's own address */
  url: string;
  sandboxPort: number;
  /** that port or none: somebody asked for it by name */
  exactSandboxPort: boolean;
  source: HomeSource;
}

export interface Demo {
  sandbox: Sandbox;
  identity: DemoIdentity;
  close(): Promise<void>;
}

/**
 * The sandbox with its demo world, a tenant of its own in the memory, and the connector between
 * them. World, tenant and ledger live in the data folder: a restart goes on and doubles nothing.
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { source, url } = options;
  const folder = join(options.dataDir, 'demo');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = takeLock(join(folder, 'lock'), {
    pid: process.pid,
    host: hostname(),
    since: new Date(systemClock.now()).toISOString(),
    command: 'npm start',
  });
  if (!lock.held)
    throw new Error(
      `The demo of ${options.dataDir} runs already${lock.by ? ` (process ${lock.by.pid})` : ''}. Stop it, or give this one its own folder: BELAY_DATA_DIR=… npm start`,
    );

  const stopping = new AbortController();
  const undo: (() => unknown)[] = [() => lock.release()];
  const close = async () => {
    stopping.abort();
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const sandbox = await startSandboxNear(options.sandboxPort, options.exactSandboxPort);
    undo.push(() => sandbox.close());
    const { fresh, ...story } = openStory(folder, systemClock.now());
    undo.push(
      tellDemoWorld(sandbox.world, systemClock, { ...story, member: sandbox.app.botUserId }),
    );

    const identity = await demoIdentity(folder, url, { fresh, signal: stopping.signal });
    const client = new CortexClient({ url, token: identity.token, actor: identity.actor });
    // a ledger per tenant: a new tenant has an empty memory
    const { ledger } = openLedger(join(folder, `${identity.scope.replace(/[^\w-]/g, '-')}.sqlite`));
    undo.push(() => ledger.close());

    const reader = new MemoryReader(client, identity.scope);
    const follower = new Follower(reader, systemClock.now);
    const commands = byHand(url, sandbox);
    source.connect({ follower, reader, links: { sandbox: sandbox.url, commands } });

    const workspace = new SlackWorkspace({
      token: sandbox.botToken,
      apiUrl: sandbox.apiUrl,
      rate: 'unlimited',
      clock: systemClock,
    });
    const tail = runTail(
      { org: orgOf(identity.scope) },
      {
        workspace,
        memory: new HttpMemory(client),
        ledger,
        clock: systemClock,
        signal: stopping.signal,
      },
      source,
    );
    const following = follower.run(stopping.signal, systemClock.sleep);
    undo.push(() => Promise.all([tail, following]));
    return { sandbox, identity, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `org:u_1f…` → `u_1f…`: the template's `<org>`. */
function orgOf(scope: string): string {
  const [first = ''] = scope.split('/');
  return first.slice(first.indexOf(':') + 1);
}
