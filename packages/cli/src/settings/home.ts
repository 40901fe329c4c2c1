import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The files of one identity; `--config-dir` or CORTEXDB_HOME moves them all. */
export interface Home {
  dir: string;
  /** who we are: token, actor, scope */
  state: string;
  /** the cursors, readable */
  cursors: string;
  /** one per workspace and memory, see ledgerName */
  ledgers: string;
  lock: string;
  /** what was asked of Slack lately, see readRate */
  rates: string;
  config: string;
}

export function homeAt(flag: string | undefined, env: Record<string, string | undefined>): Home {
  const dir = resolve(flag || env.CORTEXDB_HOME || join(homedir(), '.cortexdb'));
  return {
    dir,
    state: join(dir, 'state.json'),
    cursors: join(dir, 'connectors-state.json'),
    ledgers: join(dir, 'ledgers'),
    lock: join(dir, 'connectors.lock'),
    rates: join(dir, 'slack-rate.json'),
    config: join(dir, 'connectors.yaml'),
  };
}

/** Makes the folder, for its owner alone (0700). */
export function makeHome(home: Home): void {
  mkdirSync(home.dir, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32' && (statSync(home.dir).mode & 0o077) !== 0)
    chmodSync(home.dir, 0o700);
}
