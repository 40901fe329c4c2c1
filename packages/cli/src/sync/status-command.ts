import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { CliError } from '../door/cli-error.ts';
import { exitCode } from '../door/exit-code.ts';
import { globalFlags, wantsJson } from '../door/program.ts';
import { printable, type Terminal } from '../door/terminal.ts';
import { type ConnectorCursor, type CursorFile, readCursors } from '../ledger/cursor-file.ts';
import { type Holder, lockHolder } from '../ledger/lock.ts';
import { owedInWords, plural, span } from '../progress/figures.ts';
import { expiryWarning, resolveConnection } from '../settings/connection.ts';
import { homeAt } from '../settings/home.ts';

/** `cortexdb-sync status`: how far every channel is, who runs now, and what is owed. Offline. */
export function statusCommand(program: Command, cli: Cli): void {
  program
    .command('status')
    .description('show how far every channel is')
    .option('--state-file <file>', 'where the readable cursors are')
    .action((options: { stateFile?: string }) => {
      const home = homeAt(globalFlags(program).configDir, cli.env);
      const path = options.stateFile ?? home.cursors;
      const { file, damaged } = readCursors(path);
      if (damaged)
        throw new CliError('CURSORS_DAMAGED', `${path} can't be read; it was left as it is.`, {
          next: 'The next sync keeps it aside and draws a new one from the ledger.',
        });
      const running = existsSync(home.lock) ? lockHolder(home.lock) : undefined;
      const { terminal } = cli;
      const warning = endWarning(program, cli);
      if (wantsJson(program, cli)) {
        terminal.json({ ...file, running: running ?? null, ...(warning ? { warning } : {}) });
        return;
      }
      if (warning) terminal.remark(terminal.style('yellow', warning));
      print(file, running, terminal, cli.clock.now());
    });
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

function print(
  file: CursorFile,
  running: Holder | undefined,
  terminal: Terminal,
  now: number,
): void {
  const connectors = Object.values(file.connectors);
  if (connectors.length === 0) terminal.line('Nothing was synced yet: cortexdb-sync sync slack');
  for (const connector of connectors) printConnector(connector, terminal, now);
  if (running)
    terminal.line(
      `Running now: \`${running.command}\`, process ${running.pid} since ${running.since}`,
    );
}

function printConnector(connector: ConnectorCursor, terminal: Terminal, now: number): void {
  const title = `${printable(connector.workspace)} (${connector.team_id}) → ${connector.memory}`;
  terminal.line(terminal.style('bold', title));
  if (connector.last_run) {
    const { outcome, ended_at: ended } = connector.last_run;
    terminal.line(`  last run ${outcome}, ${span(Math.max(0, now - Date.parse(ended)))} ago`);
  }
  for (const channel of Object.values(connector.channels)) {
    const through = channel.messages_through ?? 'nothing yet';
    const parts = [
      `  #${printable(channel.name)}`.padEnd(30),
      plural(channel.messages, 'message').padStart(18),
      channel.complete ? `through ${through}` : `partly, newest ${through}`,
    ];
    const owed = owedInWords(channel.debts);
    if (owed) parts.push(`owed: ${owed}`);
    if (channel.state !== 'active') parts.push(printable(channel.reason ?? channel.state));
    terminal.line(parts.join('  '));
  }
}
