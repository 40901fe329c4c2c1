import type { Cli, GlobalFlags } from '../door/cli.ts';
import { CortexClient } from '../memory/cortex-client.ts';
import type { ConfigFile } from '../settings/config-file.ts';
import { type Connection, endpointOf } from '../settings/connection.ts';
import type { Home } from '../settings/home.ts';
import { readState, type State } from '../settings/state-file.ts';
import { explainSync } from '../sync/explain-sync.ts';
import { checkIdentity, checkListing, checkReach } from './check-memory.ts';
import type { Finding } from './finding.ts';
import { runCheck } from './run-check.ts';

/** Everything about the memory: there, ours, able to list. Reached even without a sign-in. */
export async function examineMemory(
  flags: GlobalFlags,
  config: ConfigFile,
  home: Home,
  connect: () => Connection,
  cli: Cli,
): Promise<Finding[]> {
  const { signal, clock } = cli;
  let url = '';
  const findings = await runCheck(
    'memory',
    (stop) => {
      url = endpointOf(flags, config, cli, storedIdentity(home));
      return checkReach(new CortexClient({ url, clock, fetch: cli.fetch }), stop);
    },
    signal,
  );
  const isReached = findings.every(({ verdict }) => verdict !== 'fail');
  let connection: Connection | undefined;
  const signIn = await runCheck(
    'sign-in',
    async (stop) => {
      connection = connect();
      const { endpoint, token, actor } = connection;
      if (!isReached) return [];
      const client = new CortexClient({ url: endpoint, token, actor, clock, fetch: cli.fetch });
      return checkIdentity(client, connection, clock.now(), stop);
    },
    signal,
  );
  const isSignedIn = signIn.every(({ verdict }) => verdict !== 'fail');
  const { scope, endpoint, token, actor } = connection ?? {};
  if (!isReached || !isSignedIn || scope === undefined || endpoint === undefined)
    return [...findings, ...signIn];
  const client = new CortexClient({ url: endpoint, token, actor, clock, fetch: cli.fetch });
  const listing = await runCheck(
    'listing',
    (stop) => checkListing(client, scope, explainSync, stop),
    signal,
  );
  return [...findings, ...signIn, ...listing];
}

/** A damaged state file is named by its own check. */
function storedIdentity(home: Home): State | undefined {
  try {
    return readState(home);
  } catch {
    return undefined;
  }
}
