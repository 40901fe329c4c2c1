import { Agent, request } from 'node:http';

/** What the parent asks of the readers: streams to open, or a burst to send and wait for. */
export type ReadersTask =
  | { open: number; url: string; headers: Record<string, string> }
  | { burst: string; frames: number; url: string; headers: Record<string, string> }
  | { close: true };
/** ms from the sending of the burst to the arrival of each frame at each reader. */
export interface ReadersAnswer {
  latencies: number[];
  /** the frames as the first reader got them */
  text: string;
}

/** Thousands of readers in a process of their own, the same for both servers of `bench streams`. */
const mark = '\nevent: ';
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
let closers: (() => void)[] = [];
let arrived: (frames: number) => void = () => undefined;
let first = '';

process.on('message', async (task: ReadersTask) => {
  process.send?.(await handle(task));
});

async function handle(task: ReadersTask): Promise<ReadersAnswer> {
  if ('open' in task) {
    // a hundred at a time, as a busy morning would
    for (let at = 0; at < task.open; at += 100)
      await Promise.all(
        Array.from({ length: Math.min(100, task.open - at) }, (_, n) =>
          openStream(task.url, task.headers, at + n === 0),
        ),
      );
  } else if ('burst' in task) return send(task);
  else {
    for (const close of closers) close();
    closers = [];
  }
  return { latencies: [], text: '' };
}

function openStream(url: string, headers: Record<string, string>, isFirst: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`answered ${answer.statusCode}`));
      let tail = '';
      answer.setEncoding('latin1');
      answer.on('error', () => undefined);
      answer.on('data', (chunk: string) => {
        const text = tail + chunk;
        let frames = 0;
        for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) frames += 1;
        tail = text.slice(1 - mark.length);
        if (isFirst) first += chunk;
        if (frames > 0) arrived(frames);
        resolve();
      });
    });
    asked.on('error', reject);
    asked.end();
    closers.push(() => asked.destroy());
  });
}

async function send(task: Extract<ReadersTask, { burst: string }>): Promise<ReadersAnswer> {
  const latencies: number[] = [];
  const wanted = task.frames * closers.length;
  first = '';
  let begun = 0;
  const all = new Promise<void>((resolve) => {
    arrived = (frames) => {
      const late = performance.now() - begun;
      for (let count = 0; count < frames; count++) latencies.push(late);
      if (latencies.length >= wanted) resolve();
    };
  });
  begun = performance.now();
  const sent = request(task.url, { method: 'POST', agent, headers: task.headers }, (answer) =>
    answer.resume(),
  );
  sent.end(task.burst);
  await all;
  return { latencies, text: first };
}
