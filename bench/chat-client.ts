import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** An address and what proves who calls. */
export interface Door {
  url: string;
  headers: Record<string, string>;
}
/** Messages to send, each by one of the visitors in turn, and the stream on which they are to be seen. */
export interface ChatLoad {
  visitors: { send: Door; stream: Door }[];
  operator: Door;
  messages: number;
  /** of all visitors together */
  perSecond: number;
}
/** ms from the first byte sent, sorted. */
export interface ChatResult {
  /** to the answer: the message is stored */
  stored: number[];
  /** to its arrival on the operator's stream */
  shown: number[];
}

/** The visitors and the operator of `bench chat`, in a process of their own, the same for both servers. */
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

process.on('message', async (load: ChatLoad) => {
  process.send?.(await run(load));
});

async function run({ visitors, operator, messages, perSecond }: ChatLoad): Promise<ChatResult> {
  const mark = `m${Math.random().toString(36).slice(2, 8)}`;
  const begun = new Map<string, number>();
  const shown = new Map<string, number>();
  const pattern = new RegExp(`${mark}-\\d+-`, 'g');
  const close = [
    await openStream(operator, (text) => {
      for (const [name] of text.matchAll(pattern))
        if (!shown.has(name)) shown.set(name, performance.now() - (begun.get(name) ?? 0));
    }),
  ];
  for (let at = 0; at < visitors.length; at += 50)
    close.push(
      ...(await Promise.all(
        visitors.slice(at, at + 50).map(({ stream }) => openStream(stream, () => undefined)),
      )),
    );
  const started = performance.now();
  const stored: Promise<number>[] = [];
  for (let n = 0; n < messages; n++) {
    const due = started + (n * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await sleep(early);
    const visitor = visitors[n % visitors.length];
    if (!visitor) break;
    const name = `${mark}-${n}-`;
    begun.set(name, performance.now());
    stored.push(send(visitor.send, name));
  }
  const answered = await Promise.all(stored);
  for (let patience = 0; shown.size < messages && patience < 500; patience++) await sleep(20);
  for (const end of close) end();
  if (shown.size < messages) throw new Error(`${messages - shown.size} messages were never shown`);
  const sorted = (values: Iterable<number>) => [...values].sort((a, b) => a - b);
  return { stored: sorted(answered), shown: sorted(shown.values()) };
}

function openStream({ url, headers }: Door, hear: (text: string) => void): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`));
      let tail = '';
      answer.setEncoding('utf8');
      answer.on('error', () => undefined);
      answer.on('data', (chunk: string) => {
        hear(tail + chunk);
        tail = chunk.slice(-40);
        resolve(() => asked.destroy());
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** ms until the answer; throws when it is none of success. */
function send({ url, headers }: Door, name: string): Promise<number> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-type': 'application/json' } },
      (answer) => {
        let body = '';
        answer.on('data', (chunk: Buffer) => {
          body += chunk;
        });
        answer.on('end', () => {
          if ((answer.statusCode ?? 500) < 300) resolve(performance.now() - begun);
          else reject(new Error(`${url} answered ${answer.statusCode}: ${body}`));
        });
      },
    );
    asked.on('error', reject);
    asked.end(JSON.stringify({ text: `${name} how long does a rope last?`, client_id: name }));
  });
}
