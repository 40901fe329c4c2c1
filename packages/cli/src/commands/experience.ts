import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { exitCode } from '../door/exit-code.ts';
import { usageError, wantsJson } from '../door/program.ts';
import { isRecord } from '../memory/api-error.ts';
import { HttpMemory } from '../memory/http-memory.ts';
import { collect, connect, scopeOf } from './connect.ts';

interface Options {
  role?: string;
  modality?: string;
  observedAt?: string;
  label?: string[];
  idempotencyKey?: string;
  wait?: string;
}

/** `cortexdb experience "…"` writes one; `cortexdb experience bulk file.jsonl` writes many. */
export function experienceCommand(program: Command, cli: Cli): void {
  const command = program
    .command('experience')
    .description('write what happened: a text, or - for stdin')
    .argument('<text>', 'the text, or - to read it from stdin')
    .option('--role <role>', 'makes it a message of user, assistant, tool or system')
    .option('--modality <modality>', 'default observation, for a message conversation')
    .option('--observed-at <time>', 'when it was so (RFC 3339; default now)')
    .option('--label <label>', 'repeatable', collect)
    .option('--idempotency-key <key>', 'write once under this key (≤ 64 characters)')
    .option('--wait <stage>', 'captured or indexed: answer after that stage')
    .action(async (text: string, options: Options) => {
      const connection = connect(program, cli);
      const said = text === '-' ? await readAll(cli.stdin) : text;
      if (said.trim() === '') throw usageError('There is no text to write.');
      const answer = await connection.client.call('POST', '/v1/experience', {
        json: envelope(said, scopeOf(connection), options, cli),
        query: { wait: options.wait },
        signal: cli.signal,
      });
      if (wantsJson(program, cli)) return cli.terminal.json(answer);
      const id = isRecord(answer) ? answer.event_id : undefined;
      cli.terminal.line(`${cli.terminal.style('green', '✓')} ${id}`);
    });

  command
    .command('bulk')
    .description('write experiences from a file of JSON lines (- for stdin)')
    .argument('<file>', 'one envelope per line; scope may be left out')
    .action(async (file: string) => {
      const connection = connect(program, cli);
      const input = file === '-' ? cli.stdin : createReadStream(file);
      await bulk(input, connection.scope, new HttpMemory(connection.client), program, cli);
    });
}

function envelope(text: string, scope: string, options: Options, cli: Cli) {
  const message = options.role !== undefined;
  return {
    scope,
    modality: options.modality ?? (message ? 'conversation' : 'observation'),
    content: message ? { kind: 'message', role: options.role, text } : { kind: 'text', text },
    context: {
      observed_at: options.observedAt ?? new Date(cli.clock.now()).toISOString(),
      ...(options.label ? { labels: options.label } : {}),
    },
    ...(options.idempotencyKey ? { idempotency_key: options.idempotencyKey } : {}),
  };
}

const batchSize = 500;

/** Streams the lines through the bulk endpoint; bad lines are named by number and skipped. */
async function bulk(
  input: Readable,
  scope: string | undefined,
  memory: HttpMemory,
  program: Command,
  cli: Cli,
): Promise<void> {
  const { terminal } = cli;
  let written = 0;
  let refused = 0;
  let batch: { line: number; key: string; body: string }[] = [];
  const refuse = (line: number, why: string) => {
    refused++;
    terminal.remark(`line ${line}: ${why}`);
  };
  const flush = async () => {
    const results = await memory.capture(batch, cli.signal);
    for (const [index, result] of results.entries())
      if (result.outcome === 'captured') written++;
      else
        refuse(
          batch[index]?.line ?? 0,
          result.outcome === 'conflict'
            ? 'another experience stands under this idempotency_key'
            : result.message,
        );
    batch = [];
  };
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (text.trim() === '') continue;
    const parsed = parseLine(text);
    if (!parsed) refuse(line, 'not a JSON object');
    else {
      const body = JSON.stringify(parsed.scope || !scope ? parsed : { scope, ...parsed });
      batch.push({ line, key: String(parsed.idempotency_key ?? ''), body });
    }
    if (batch.length === batchSize) await flush();
  }
  if (batch.length > 0) await flush();
  if (wantsJson(program, cli)) terminal.json({ written, refused });
  else terminal.line(`${written} written${refused ? `, ${refused} refused` : ''}`);
  if (refused > 0) cli.end(exitCode.partial);
}

function parseLine(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
