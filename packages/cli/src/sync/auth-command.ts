import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { globalFlags, wantsJson } from '../door/program.ts';
import { redact } from '../door/scrub.ts';
import { printable } from '../door/terminal.ts';
import { expiryWarning, resolveConnection } from '../settings/connection.ts';
import { openWorkspace } from './open-workspace.ts';
import { slackAccess } from './slack-settings.ts';

/** `cortexdb-sync auth`: the credentials as resolved, redacted, and what Slack says of its token. */
export function authCommand(program: Command, cli: Cli): void {
  program
    .command('auth')
    .description('show the credentials in use (redacted) and test the Slack token')
    .action(async () => {
      const connection = resolveConnection(globalFlags(program), cli);
      const settings = slackAccess({}, connection.config.slack ?? {}, cli.env);
      const { terminal } = cli;
      const warning = expiryWarning(connection.expiresAt, cli.clock.now());
      if (warning) terminal.remark(terminal.style('yellow', warning));
      const identity = settings.token
        ? await openWorkspace(settings, cli).identity(cli.signal)
        : undefined;
      const shown = {
        memory: connection.endpoint,
        actor: connection.actor,
        scope: connection.scope,
        token: redact(connection.token),
        slack: settings.token
          ? {
              token: redact(settings.token),
              workspace: identity?.name,
              domain: identity?.domain,
              team_id: identity?.teamId,
              scopes: identity?.scopes,
            }
          : null,
      };
      if (wantsJson(program, cli)) return terminal.json(shown);
      terminal.line(`memory      ${shown.memory}`);
      terminal.line(`actor       ${shown.actor}`);
      terminal.line(`scope       ${shown.scope ?? '(none set)'}`);
      terminal.line(`token       ${shown.token}`);
      terminal.line(`slack       ${shown.slack?.token ?? 'SLACK_BOT_TOKEN is not set'}`);
      if (!identity) return;
      terminal.line(
        `workspace   ${printable(identity.name)} (${identity.domain}, ${identity.teamId})`,
      );
      if (identity.scopes) terminal.line(`bot scopes  ${identity.scopes.join(', ')}`);
    });
}
