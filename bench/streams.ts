import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './figure.ts';
import { openStage, type Stage } from './stage.ts';
import type { ReadersAnswer, ReadersTask } from './stream-readers.ts';

const frames = 20;
const bursts = 15;
const goal = 2;

interface Measured {
  /** KiB of the server's process per open stream */
  idle: number;
  afterBursts: number;
  p50: number;
  p99: number;
}

/** A server to be measured: where its streams are, how it's made to tell something. */
interface Subject {
  pid: number;
  stream: string;
  burst: { url: string; body(): string; headers: Record<string, string> };
  headers: Record<string, string>;
}

/**
 * Open live streams on one process: memory of each, and how long what happens takes to reach all of
 * them, from the write's first byte (ours is captured durably on the way) to each reader, against a
 * bare Hono server that sends the same bytes. `--streams n` for a quick run.
 */
export async function benchStreams(args: string[]): Promise<Figure[]> {
  const count = args.includes('--streams') ? Number(args[args.indexOf('--streams') + 1]) : 2_000;
  const stage = await openStage();
  const readers = fork(join(import.meta.dirname, 'stream-readers.ts'));
  try {
    const { measured: own, text } = await measure(ourServer(stage), readers, count);
    const bare = await bareServer(text);
    const { measured: base } = await measure(bare.subject, readers, count).finally(bare.close);
    const at = `${count} open streams`;
    return [
      against(`memory of each of ${at}`, own.idle, base.idle, 'KiB'),
      against(`memory of each of ${at}, after bursts`, own.afterBursts, base.afterBursts, 'KiB'),
      against(`${frames} events to ${at}, p50`, own.p50, base.p50, 'ms'),
      against(`${frames} events to ${at}, p99`, own.p99, base.p99, 'ms'),
    ];
  } finally {
    readers.kill();
    await stage.close();
  }
}

function against(name: string, value: number, baseline: number, unit: string): Figure {
  const ratio = value / baseline;
  return { name, value, unit, baseline, ratio, goal: `≤ ${goal}`, holds: ratio <= goal };
}

function ourServer(stage: Stage): Subject {
  let written = 0;
  return {
    pid: stage.server.pid ?? 0,
    stream: `${stage.url}/v1/lifecycle/stream?events=captured`,
    headers: stage.headers,
    burst: {
      url: `${stage.url}/v1/experience/bulk`,
      headers: stage.headers,
      body: () =>
        JSON.stringify({
          items: Array.from({ length: frames }, () => ({
            scope: `${stage.identity.scope}/source:slack/channel:general`,
            modality: 'conversation',
            content: { kind: 'message', role: 'user', text: `The splice holds, test ${written++}` },
          })),
        }),
    },
  };
}

async function bareServer(text: string): Promise<{ subject: Subject; close(): Promise<void> }> {
  const child = fork(join(import.meta.dirname, 'bare-streams.ts'));
  const url = await new Promise<string>((resolve) =>
    child.once('message', (ready) => resolve(String(ready))),
  );
  return {
    subject: {
      pid: child.pid ?? 0,
      stream: url,
      headers: {},
      burst: { url, headers: {}, body: () => text },
    },
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
    },
  };
}

async function measure(
  subject: Subject,
  readers: ChildProcess,
  count: number,
): Promise<{ measured: Measured; text: string }> {
  const open = (streams: number) =>
    ask(readers, { open: streams, url: subject.stream, headers: subject.headers });
  const burst = async () => {
    const { url, headers, body } = subject.burst;
    const answer = await ask(readers, { burst: body(), frames, url, headers });
    // the rest of the server's work on it belongs to no later burst
    await settle(200);
    return answer;
  };
  await open(count / 10);
  for (let round = 0; round < 5; round++) await burst();
  await ask(readers, { close: true });
  await settle(1_000);
  const before = residentKiB(subject.pid);
  await open(count);
  await settle(1_000);
  const idle = residentKiB(subject.pid);
  const latencies: number[] = [];
  let text = '';
  for (let round = 0; round < bursts; round++) {
    const answer = await burst();
    latencies.push(...answer.latencies);
    text = answer.text;
  }
  const after = residentKiB(subject.pid);
  await ask(readers, { close: true });
  latencies.sort((a, b) => a - b);
  const quantile = (part: number) => latencies[Math.floor(latencies.length * part)] as number;
  return {
    measured: {
      idle: (idle - before) / count,
      afterBursts: (after - before) / count,
      p50: quantile(0.5),
      p99: quantile(0.99),
    },
    text,
  };
}

function ask(readers: ChildProcess, task: ReadersTask): Promise<ReadersAnswer> {
  return new Promise((resolve, reject) => {
    readers.once('exit', () => reject(new Error('the readers ended')));
    readers.once('message', (answer) => {
      readers.removeAllListeners('exit');
      // the module answers each task with one of these
      resolve(answer as ReadersAnswer);
    });
    readers.send(task);
  });
}

function residentKiB(pid: number): number {
  if (process.platform === 'linux')
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
}

function settle(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
