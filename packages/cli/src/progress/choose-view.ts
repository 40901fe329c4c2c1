import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { wantsJson } from '../door/program.ts';
import { jsonView } from './json-view.ts';
import { liveView } from './live-view.ts';
import { plainView } from './plain-view.ts';
import type { ProgressView } from './progress-view.ts';

/** JSON lines for programs, live lines for a terminal, plain lines for a log. */
export function chooseView(program: Command, cli: Cli): ProgressView {
  if (wantsJson(program, cli)) return jsonView(cli.terminal);
  const now = () => cli.clock.now();
  return cli.terminal.isTTY && cli.env.TERM !== 'dumb'
    ? liveView(cli.terminal, now)
    : plainView(cli.terminal, now);
}
