import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { wantsJson } from '../door/program.ts';
import { printable, type Terminal } from '../door/terminal.ts';
import { isRecord } from '../memory/api-error.ts';
import { collect, connect, scopeOf } from './connect.ts';

interface Options {
  view: string;
  since?: string;
  until?: string;
  observedActor?: string;
  modality?: string;
  label?: string[];
  limit: string;
  cursor?: string;
}

/** `cortexdb events`: what was written, newest first, one page; `events get <id>` shows one. */
export function eventsCommand(program: Command, cli: Cli): void {
  const command = program
    .command('events')
    .description('list what the memory holds, newest first')
    .option('--view <view>', 'local or descend', 'descend')
    .option('--since <time>', 'observed at or after (RFC 3339)')
    .option('--until <time>', 'observed before (RFC 3339)')
    .option('--observed-actor <actor>', 'who said it')
    .option('--modality <modality>', 'conversation, feedback, …')
    .option('--label <label>', 'repeatable; any of them', collect)
    .option('--limit <n>', 'at most 500', '50')
    .option('--cursor <cursor>', 'the next page, as printed')
    .action(async (options: Options) => {
      const connection = connect(program, cli);
      const answer = await connection.client.call('GET', '/v1/events', {
        query: {
          scope: scopeOf(connection),
          view: options.view,
          since: options.since,
          until: options.until,
          observed_actor: options.observedActor,
          modality: options.modality,
          labels: options.label?.join(','),
          limit: options.limit,
          cursor: options.cursor,
        },
        signal: cli.signal,
      });
      if (wantsJson(program, cli)) return cli.terminal.json(answer);
      print(answer, cli.terminal);
    });

  command
    .command('get')
    .description('show one event')
    .argument('<id>', 'evt_…')
    .action(async (id: string) => {
      const { client } = connect(program, cli);
      const answer = await client.call('GET', `/v1/events/${encodeURIComponent(id)}`, {
        signal: cli.signal,
      });
      cli.terminal.line(JSON.stringify(answer, null, wantsJson(program, cli) ? 0 : 2));
    });
}

function print(answer: unknown, terminal: Terminal): void {
  const items =
    isRecord(answer) && Array.isArray(answer.items) ? answer.items.filter(isRecord) : [];
  if (items.length === 0) terminal.line('No events match.');
  for (const item of items) {
    const when = terminal.style('dim', String(item.observed_at ?? ''));
    terminal.line(`${when}  ${printable(String(item.observed_actor ?? ''))}  ${summary(item)}`);
  }
  if (isRecord(answer) && answer.has_more === true)
    terminal.remark(`More: --cursor ${String(answer.next_cursor)}`);
}

/** The first line of what it holds. */
function summary(item: Record<string, unknown>): string {
  const content = isRecord(item.content) ? item.content : {};
  const text = content.text ?? content.transcript ?? content.blob_id ?? content.data;
  const shown = typeof text === 'string' ? text : JSON.stringify(text ?? '');
  return printable(shown.split('\n')[0] ?? '').slice(0, 160);
}
