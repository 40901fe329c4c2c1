import type { Command } from 'commander';
import type { Cli } from './door/cli.ts';
import { type ExitCode, exitCode } from './door/exit-code.ts';
import { makeProgram, runProgram } from './door/program.ts';
import { authCommand } from './sync/auth-command.ts';
import { doctorCommand } from './sync/doctor-command.ts';
import { explainSync } from './sync/explain-sync.ts';
import { importCommand } from './sync/import-command.ts';
import { listCommand } from './sync/list-command.ts';
import { manifestCommand } from './sync/manifest-command.ts';
import { statusCommand } from './sync/status-command.ts';
import { syncCommand } from './sync/sync-command.ts';
import { watchCommand } from './sync/watch-command.ts';

/** `cortexdb-sync`: one command line that fills a memory from a source. Never throws. */
export function runCortexdbSync(world: Omit<Cli, 'end'>, args: string[]): Promise<ExitCode> {
  let ended: ExitCode = exitCode.done;
  const end = (code: ExitCode) => {
    ended = code;
  };
  const cli: Cli = { ...world, end };
  const program = cortexdbSyncProgram(cli);
  return runProgram(program, cli, args, { code: () => ended, explain: explainSync });
}

/** Its commands, for running and for docs/cli.md. */
export function cortexdbSyncProgram(cli: Cli): Command {
  const program = makeProgram('cortexdb-sync', 'Fill a CortexDB memory from Slack.', cli);
  syncCommand(program, cli);
  watchCommand(program, cli);
  importCommand(program, cli);
  statusCommand(program, cli);
  doctorCommand(program, cli);
  manifestCommand(program, cli);
  listCommand(program, cli);
  authCommand(program, cli);
  return program;
}
