import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { wantsJson } from '../door/program.ts';
import { jsonView } from './json-view.ts';
import { liveView } from './live-view.ts';
import { plainView } from './plain-view.ts';
import type { ProgressView } from './progress-view.ts';
import { type TrueViewOptions, trueView } from './true-view.ts';

/**
 * JSON lines for programs, live lines for a terminal, plain lines for a log; each with a time left
 * that holds under Slack's limits.
 */
export function chooseView(
  program: Command,
  cli: Cli,
  run: Omit<TrueViewOptions, 'now'>,
): ProgressView {
  const now = () => cli.clock.now();
  return trueView(plainOrLive(program, cli, now), { now, ...run });
}

function plainOrLive(program: Command, cli: Cli, now: () => number): ProgressView {
  if (wantsJson(program, cli)) return jsonView(cli.terminal);
  return cli.terminal.isTTY && cli.env.TERM !== 'dumb'
    ? liveView(cli.terminal, now)
    : plainView(cli.terminal, now);
}
