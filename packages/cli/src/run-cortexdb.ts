import type { Command } from 'commander';
import { adminCommand } from './commands/admin.ts';
import { authCommand } from './commands/auth.ts';
import { eventsCommand } from './commands/events.ts';
import { experienceCommand } from './commands/experience.ts';
import { exportCommand } from './commands/export.ts';
import { forgetCommand } from './commands/forget.ts';
import { initCommand } from './commands/init.ts';
import { recallCommand } from './commands/recall.ts';
import { scopesCommand } from './commands/scopes.ts';
import type { Cli } from './door/cli.ts';
import { type ExitCode, exitCode } from './door/exit-code.ts';
import { explain } from './door/explain.ts';
import { makeProgram, runProgram } from './door/program.ts';

/** `cortexdb`: one command line against a memory. Never throws. */
export function runCortexdb(world: Omit<Cli, 'end'>, args: string[]): Promise<ExitCode> {
  let ended: ExitCode = exitCode.done;
  const end = (code: ExitCode) => {
    ended = code;
  };
  const cli: Cli = { ...world, end };
  const program = cortexdbProgram(cli);
  return runProgram(program, cli, args, { code: () => ended, explain });
}

/** Its commands, for running and for docs/cli.md. */
export function cortexdbProgram(cli: Cli): Command {
  const program = makeProgram('cortexdb', 'Write to a CortexDB memory and ask it.', cli);
  initCommand(program, cli);
  experienceCommand(program, cli);
  recallCommand(program, cli);
  eventsCommand(program, cli);
  scopesCommand(program, cli);
  authCommand(program, cli);
  adminCommand(program, cli);
  forgetCommand(program, cli);
  exportCommand(program, cli);
  return program;
}
