import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call of a tool, as a model writes it; `arguments` as text may be anything at all. */
export interface ToolCall {
  name: string;
  arguments: Record<string, unknown> | string;
}

/** What the stand-in does with one request. */
export type Behaviour =
  /** well-behaved: text in pieces, tool calls, then usage */
  | { does: 'answer'; text?: string; calls?: ToolCall[] }
  /** the head of an answer, and not a word */
  | { does: 'nothing' }
  /** words without an end; `until`: twice, and on and on after it */
  | { does: 'endless'; words: string; until?: Promise<void> }
  | { does: 'broken_json'; after?: string }
  | { does: 'status'; status: number }
  /** the connection ends within a word */
  | { does: 'cut'; after: string }
  /** an answer of another protocol */
  | { does: 'html' };

/** What a client asked. */
export interface Asked {
  authorization: string | undefined;
  model: string;
  messages: { role: string; content: unknown }[];
  tools: { function: { name: string } }[];
}

export interface ModelStandIn {
  /** e.g. `http://127.0.0.1:40001/v1` */
  url: string;
  asked: Asked[];
  /** from now on; a function decides by what is asked */
  behave(...next: (Behaviour | ((asked: Asked) => Behaviour))[]): void;
  /** requests whose answers are still open */
  open(): number;
  close(): Promise<void>;
}

/**
 * A stand-in for an endpoint of OpenAI's chat completions, over real HTTP on loopback, and no model:
 * it says what it is told to say. The last behaviour stays.
 */
export async function startModelStandIn(): Promise<ModelStandIn> {
  const asked: Asked[] = [];
  let script: (Behaviour | ((asked: Asked) => Behaviour))[] = [
    { does: 'answer', text: 'I am a stand-in for a model.' },
  ];
  let open = 0;
  const server = createServer((request, response) => {
    open += 1;
    response.on('close', () => {
      open -= 1;
    });
    readBody(request).then(
      (body) => {
        const one = {
          authorization: request.headers.authorization,
          ...{ model: body.model, messages: body.messages, tools: body.tools ?? [] },
        };
        asked.push(one);
        const next = script.length > 1 ? script.shift() : script[0];
        const behaviour = typeof next === 'function' ? next(one) : next;
        if (behaviour) act(behaviour, response);
      },
      () => response.destroy(),
    );
  });
  // a connection that rests is the caller's to close: none ends as it is used
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    behave(...next) {
      script = next;
    },
    open: () => open,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function act(behaviour: Behaviour, response: ServerResponse): void {
  switch (behaviour.does) {
    case 'status':
      response.writeHead(behaviour.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: 'The stand-in refuses, as it was told.' } }));
      return;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html><body>It works!</body></html>');
      return;
    case 'nothing':
      begin(response);
      return;
    case 'endless': {
      begin(response);
      response.write(chunk({ content: behaviour.words.repeat(2) }));
      const goOn = () => {
        while (!response.destroyed && response.write(chunk({ content: behaviour.words })));
        if (!response.destroyed) response.once('drain', () => setImmediate(goOn));
      };
      if (behaviour.until) behaviour.until.then(goOn, goOn);
      else goOn();
      return;
    }
    case 'broken_json':
      begin(response);
      if (behaviour.after) response.write(chunk({ content: behaviour.after }));
      response.write('data: {"choices":[{"delta":{"conte\n\n');
      response.end();
      return;
    case 'cut':
      begin(response);
      response.write(chunk({ content: behaviour.after }));
      response.write('data: {"id":"x","choi', () => response.destroy());
      return;
    case 'answer':
      begin(response);
      say(behaviour, response);
      return;
  }
}

function say(
  { text = '', calls = [] }: { text?: string; calls?: ToolCall[] },
  response: ServerResponse,
) {
  response.write(chunk({ role: 'assistant', content: '' }));
  for (const piece of text.match(/.{1,7}/gsu) ?? []) response.write(chunk({ content: piece }));
  calls.forEach((call, index) => {
    const given =
      typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments);
    const half = Math.ceil(given.length / 2);
    response.write(
      chunk({
        tool_calls: [
          {
            index,
            id: `call_${index}`,
            type: 'function',
            function: { name: call.name, arguments: given.slice(0, half) },
          },
        ],
      }),
    );
    response.write(chunk({ tool_calls: [{ index, function: { arguments: given.slice(half) } }] }));
  });
  response.write(chunk({}, calls.length > 0 ? 'tool_calls' : 'stop'));
  const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
  response.write(`data: ${JSON.stringify({ ...envelope, choices: [], usage })}\n\n`);
  response.end('data: [DONE]\n\n');
}

const envelope = {
  id: 'chatcmpl-stand-in',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'stand-in',
};

function chunk(delta: Record<string, unknown>, finish: string | null = null): string {
  return `data: ${JSON.stringify({ ...envelope, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
}

function begin(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
}

async function readBody(request: IncomingMessage): Promise<{
  model: string;
  messages: Asked['messages'];
  tools?: Asked['tools'];
}> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return JSON.parse(text);
}
