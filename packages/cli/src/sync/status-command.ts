import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { CliError } from '../door/cli-error.ts';
import { exitCode } from '../door/exit-code.ts';
import { globalFlags, wantsJson } from '../door/program.ts';
import { printable, type Terminal } from '../door/terminal.ts';
import { wrap } from '../door/wrap.ts';
import { type Holder, lockHolder } from '../ledger/lock.ts';
import { ago } from '../progress/ago.ts';
import { expiryWarning, resolveConnection } from '../settings/connection.ts';
import { homeAt } from '../settings/home.ts';
import { printConnector } from '../status/print-status.ts';
import { readStatus } from '../status/read-status.ts';
import { statusJson } from '../status/status-json.ts';

/**
 * `cortexdb-sync status`: through which moment each channel is proved, what is owed, and who runs
 * now (SYN-13). Offline.
 */
export function statusCommand(program: Command, cli: Cli): void {
  program
    .command('status')
    .description('show through which moment each channel is proved, and what is owed')
    .option('--state-file <file>', 'where the readable cursors are')
    .action(async (options: { stateFile?: string }) => {
      const home = homeAt(globalFlags(program).configDir, cli.env);
      const path = options.stateFile ?? home.cursors;
      const { connectors, damaged } = await readStatus(home, path);
      if (damaged && Object.keys(connectors).length === 0)
        throw new CliError('CURSORS_DAMAGED', `${path} can't be read; it was left as it is.`, {
          next: 'The next sync keeps it aside and draws a new one from the ledger.',
        });
      const running = existsSync(home.lock) ? lockHolder(home.lock) : undefined;
      const { terminal } = cli;
      const warning = endWarning(program, cli);
      if (wantsJson(program, cli))
        return terminal.json({
          version: 1,
          connectors: statusJson(connectors),
          running: running ?? null,
          ...(warning ? { warning } : {}),
        });
      if (warning) terminal.remark(terminal.style('yellow', warning));
      const named = Object.entries(connectors);
      if (named.length === 0) terminal.line('Nothing was synced yet: cortexdb-sync sync slack');
      for (const [name, connector] of named)
        printConnector(name, connector, terminal, cli.clock.now());
      if (running) printRunning(running, terminal, cli.clock.now());
    });
}

function printRunning(
  { command, pid, host, since }: Holder,
  terminal: Terminal,
  now: number,
): void {
  const begun = ago(Date.parse(since), now);
  const text = `Running now: \`${command}\`, process ${pid} on ${host}, begun ${begun}.`;
  for (const line of wrap(printable(text), terminal.columns)) terminal.line(line);
}

/** Signed out or expired is worth a warning here, not a failure: the cursors are still ours. */
function endWarning(program: Command, cli: Cli): string | undefined {
  try {
    const { expiresAt } = resolveConnection(globalFlags(program), cli);
    return expiryWarning(expiresAt, cli.clock.now());
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode !== exitCode.signIn) throw error;
    return `${error.message} ${error.next ?? ''}`.trim();
  }
}
