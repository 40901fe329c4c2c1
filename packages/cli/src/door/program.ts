import { Command, CommanderError, Option } from 'commander';
import type { DeclaredOption } from '../settings/declared-option.ts';
import { memoryOptions } from '../settings/memory-options.ts';
import type { Cli, GlobalFlags } from './cli.ts';
import { CliError } from './cli-error.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { helpFor } from './help-for.ts';
import { version } from './version.ts';

/** A program with the global flags; commander reads them before and after the subcommand. */
export function makeProgram(name: string, description: string, cli: Cli): Command {
  const program = new Command(name).description(description).version(version(), '-V, --version');
  for (const option of Object.values<DeclaredOption>(memoryOptions))
    if (option.flag) program.option(option.flag, helpFor(option));
  return program
    .addOption(new Option('--api-url <url>', 'same as --endpoint').hideHelp())
    .option('--config-dir <dir>', 'folder of state.json (CORTEXDB_HOME; default ~/.cortexdb)')
    .option('--config <file>', 'YAML file (default ./cortexdb-connectors.yaml)')
    .option('--json', 'JSON output; the default when stdout is no terminal')
    .option('--no-json', 'text for people, also into a pipe')
    .configureHelp({
      showGlobalOptions: true,
      // the flag itself names the words it takes
      optionDescription: (option) => option.description,
    })
    .configureOutput({
      writeOut: (text) => cli.terminal.write(text),
      writeErr: (text) => cli.terminal.remark(text.trimEnd()),
    })
    .showHelpAfterError('(--help shows every flag)')
    .exitOverride();
}

/** The global flags as given; `--api-url` is an older name of `--endpoint`. */
export function globalFlags(program: Command): GlobalFlags {
  const { apiUrl, ...flags } = program.opts<GlobalFlags & { apiUrl?: string }>();
  return apiUrl === undefined ? flags : { endpoint: apiUrl, ...flags };
}

/** Whether results are JSON lines. */
export function wantsJson(program: Command, cli: Cli): boolean {
  return globalFlags(program).json ?? !cli.terminal.isTTY;
}

/** Runs one command line. Never throws: every end is an exit code and, on failure, a sentence. */
export async function runProgram(
  program: Command,
  cli: Cli,
  args: string[],
  ends: { code(): ExitCode; explain(error: unknown): CliError },
): Promise<ExitCode> {
  try {
    await program.parseAsync(args, { from: 'user' });
    return ends.code();
  } catch (error) {
    // commander has printed its own complaint, or the help that was asked for
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCode.done : exitCode.usage;
    const explained = ends.explain(error);
    report(explained, program, cli);
    return explained.exitCode;
  }
}

function report(error: CliError, program: Command, cli: Cli): void {
  const { terminal } = cli;
  if (globalFlags(program).json ?? !terminal.isWatched) {
    const { code, message, next } = error;
    terminal.remark(JSON.stringify({ error: { code, message, ...(next ? { next } : {}) } }));
    return;
  }
  terminal.remark(`${terminal.style('red', 'Error:')} ${error.message}`);
  if (error.next) terminal.remark(error.next);
}

/** A usage error that commander can't see: values that contradict or can't be read. */
export function usageError(message: string, next?: string): CliError {
  return new CliError('USAGE', message, {
    exitCode: exitCode.usage,
    ...(next === undefined ? {} : { next }),
  });
}
