import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import type { Cli } from '../door/cli.ts';
import { isRecord } from '../memory/api-error.ts';
import { connect, scopeOf } from './connect.ts';

/** `cortexdb export`: a scope as JSON lines, to a file (whole or not at all) or to stdout. */
export function exportCommand(program: Command, cli: Cli): void {
  program
    .command('export')
    .description('write a scope as JSON lines')
    .option('-o, --output <file>', 'default stdout')
    .action(async (options: { output?: string }) => {
      const connection = connect(program, cli);
      const response = await connection.client.open('POST', '/v1/export', {
        json: { scope: scopeOf(connection), format: 'jsonl' },
        timeoutMs: 3_600_000,
        signal: cli.signal,
      });
      const lines = await linesOf(response);
      if (options.output === undefined) {
        for await (const chunk of lines) cli.terminal.write(String(chunk));
        return;
      }
      const target = resolve(cli.cwd, options.output);
      await writeWhole(lines, target);
      cli.terminal.remark(`Written to ${target}`);
    });
}

/** Small exports come inline as `data`, large ones as a stream of lines. */
async function linesOf(response: Response): Promise<Readable> {
  const type = response.headers.get('content-type') ?? '';
  if (/\bapplication\/json\b/.test(type)) {
    const answer: unknown = await response.json();
    const data = isRecord(answer) ? answer.data : undefined;
    const text = typeof data === 'string' ? data : JSON.stringify(data ?? answer);
    return Readable.from([text.endsWith('\n') ? text : `${text}\n`]);
  }
  const body = response.body ?? new ReadableStream<Uint8Array>();
  return Readable.fromWeb(body.pipeThrough(new TextDecoderStream()));
}

async function writeWhole(lines: Readable, target: string): Promise<void> {
  const temporary = `${target}.${process.pid}.part`;
  try {
    await pipeline(lines, createWriteStream(temporary, { mode: 0o600, flush: true }));
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
