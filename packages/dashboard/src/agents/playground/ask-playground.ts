import type { PlaygroundEvent } from '@belay/contract/desk/model';
import { api } from '../../api/api.ts';
import { createSseParser } from '../../live/sse-parser.ts';
import { agentPath } from '../data/agent-queries.ts';

export interface Said {
  role: 'visitor' | 'agent';
  text: string;
}

/**
 * Asks an agent without a conversation; `on` hears what is streamed. Resolves when the stream ends,
 * with or without an answer. Throws `ApiError`, or an `AbortError` when `signal` ends it.
 */
export async function askPlayground(
  agent: string,
  messages: Said[],
  on: (event: PlaygroundEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const response = await api.raw(`${agentPath(agent)}/playground`, {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ messages }),
  });
  if (!response.body) return;
  const parse = createSseParser();
  const text = response.body.pipeThrough(new TextDecoderStream());
  for await (const piece of text)
    for (const { data } of parse(piece)) {
      const event = data === null ? undefined : eventOf(data);
      if (event) on(event);
    }
}

function eventOf(data: string): PlaygroundEvent | undefined {
  try {
    const value: unknown = JSON.parse(data);
    // our own server's, typed by the contract; kinds that are not known change nothing
    return typeof value === 'object' && value !== null && 'kind' in value
      ? (value as PlaygroundEvent)
      : undefined;
  } catch {
    return undefined;
  }
}
