import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { wantsJson } from '../door/program.ts';
import { redact } from '../door/scrub.ts';
import { isRecord } from '../memory/api-error.ts';
import { expiryWarning } from '../settings/connection.ts';
import { connect } from './connect.ts';

/** `cortexdb auth`: who the memory says we are, and what the token may do. */
export function authCommand(program: Command, cli: Cli): void {
  const auth = program.command('auth').description('who we are in the memory');

  auth
    .command('whoami', { isDefault: true })
    .description('ask the memory who the token is and what it may do')
    .action(async () => {
      const { client, endpoint, token, source, scope, expiresAt } = connect(program, cli);
      const answer = await client.call('GET', '/v1/auth/whoami', { signal: cli.signal });
      const { terminal } = cli;
      const warning = expiryWarning(expiresAt, cli.clock.now());
      if (warning) terminal.remark(terminal.style('yellow', warning));
      if (wantsJson(program, cli)) return terminal.json(answer);
      const said = isRecord(answer) ? answer : {};
      terminal.line(`memory        ${endpoint}`);
      terminal.line(`caller        ${said.caller ?? client.actor}`);
      terminal.line(`scope         ${scope ?? '(none set)'}`);
      terminal.line(`token         ${redact(token)} from ${places[source]}`);
      if (expiresAt !== undefined)
        terminal.line(`until         ${new Date(expiresAt).toISOString()}`);
      if (Array.isArray(said.effective_capabilities))
        terminal.line(`capabilities  ${said.effective_capabilities.join(', ')}`);
    });

  auth
    .command('revoke')
    .description('end a token by its id')
    .argument('<jti>', 'as `cortexdb auth whoami --json` shows it')
    .option('--reason <text>', 'kept in the audit log')
    .action(async (jti: string, options: { reason?: string }) => {
      const { client } = connect(program, cli);
      await client.call('POST', '/v1/auth/revoke', {
        json: { jti, ...(options.reason ? { reason: options.reason } : {}) },
        signal: cli.signal,
      });
      if (wantsJson(program, cli)) cli.terminal.json({ revoked: jti });
      else cli.terminal.line(`${jti} is revoked.`);
    });
}

const places = {
  flag: '--api-key',
  yaml: 'the YAML file',
  env: 'CORTEXDB_API_KEY',
  state: 'state.json',
} as const;
