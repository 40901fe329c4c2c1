import {
  createAppLink,
  type Delivery,
  manifestScopes,
  type SlackManifest,
  slackManifest,
} from '@belay/slack/app/slack-manifest';
import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { globalFlags, usageError } from '../door/program.ts';
import type { Terminal } from '../door/terminal.ts';
import { wrap } from '../door/wrap.ts';
import { requireSource } from './source.ts';

interface Flags {
  url?: string;
  socket?: boolean;
  name: string;
}

/** Slack's own bound for the name of an app. */
const longestName = 35;

/**
 * `cortexdb-sync manifest slack`: a Slack app with the least scopes for reading. The manifest alone
 * goes to stdout, for a clipboard or a file; what it asks for and the link go beside it.
 */
export function manifestCommand(program: Command, cli: Cli): void {
  program
    .command('manifest')
    .description('print a Slack app manifest with the least scopes for reading')
    .argument('<source>', 'slack')
    .option('--url <url>', 'https address that Slack sends events to')
    .option('--socket', 'events over Socket Mode, without a public address')
    .option('--name <name>', 'name of the app and its bot', 'Belay')
    .action((source: string, flags: Flags) => {
      requireSource(source);
      const manifest = slackManifest(nameFrom(flags.name), deliveryFrom(flags));
      cli.terminal.line(JSON.stringify(manifest, null, 2));
      // for whoever looks on; a program asked for the manifest alone
      if (!globalFlags(program).json && cli.terminal.isWatched)
        explain(manifest, flags, cli.terminal);
    });
}

function nameFrom(name: string): string {
  const given = name.trim();
  if (given !== '' && given.length <= longestName) return given;
  throw usageError(`--name has to have 1 to ${longestName} characters.`);
}

function deliveryFrom({ url, socket }: Flags): Delivery {
  if (url !== undefined && socket)
    throw usageError('Only one of --url and --socket can hold: Slack sends events one way.');
  if (socket) return { by: 'socket' };
  if (url === undefined) return { by: 'polling' };
  if (URL.canParse(url) && new URL(url).protocol === 'https:') return { by: 'http', url };
  throw usageError(
    `--url ${url} is not an https address.`,
    'Slack sends events to https alone; without a public address use --socket.',
  );
}

function explain(manifest: SlackManifest, { socket }: Flags, terminal: Terminal): void {
  const say = (text: string, first = '', rest = first) => {
    for (const line of wrap(text, terminal.columns, first, rest)) terminal.remark(line);
  };
  terminal.remark('');
  terminal.remark('What each scope is for:');
  const scopes = manifestScopes();
  const width = Math.max(...scopes.map(({ scope }) => scope.length));
  for (const { scope, gives } of scopes)
    say(gives, `  ${scope.padEnd(width)}  `, ' '.repeat(width + 4));
  terminal.remark('');
  const steps = [
    'Open this link, choose the workspace, and create the app:',
    'Install it to the workspace, and copy its Bot User OAuth Token (xoxb-…) into SLACK_BOT_TOKEN.',
    ...(socket
      ? [
          'For Socket Mode add an app-level token (xapp-…) with connections:write under Basic Information.',
        ]
      : []),
    'Check it with: cortexdb-sync doctor',
  ];
  steps.forEach((step, i) => {
    say(step, `${i + 1}. `, '   ');
    // in one piece, so that it can be opened from the terminal
    if (i === 0) terminal.remark(`   ${createAppLink(manifest)}`);
  });
}
