import { readFrames } from './read-frames.ts';
import type { TestIdentity, TestServer } from './start-test-server.ts';

export interface StreamFrame {
  id: string;
  event: string;
  data: { event_id: string; scope: string; message?: string };
}

/**
 * Reads frames of a lifecycle stream until `done`, then leaves. `onOpen` is called once nothing can
 * be missed any more.
 */
export async function readStream(
  server: TestServer,
  who: TestIdentity,
  path: string,
  done: (frames: StreamFrame[]) => boolean,
  {
    headers = {},
    onOpen,
  }: { headers?: Record<string, string>; onOpen?: (() => unknown) | undefined } = {},
): Promise<StreamFrame[]> {
  const leave = new AbortController();
  const answer = await fetch(server.url + path, {
    headers: { authorization: `Bearer ${who.token}`, 'x-cortex-actor': who.actor, ...headers },
    signal: AbortSignal.any([leave.signal, AbortSignal.timeout(55_000)]),
  });
  if (!answer.headers.get('content-type')?.includes('text/event-stream'))
    throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  onOpen?.();
  const frames: StreamFrame[] = [];
  for await (const some of readFrames(answer.body)) {
    for (const { id, event, data } of some)
      if (id && event && data) frames.push({ id, event, data: JSON.parse(data) });
    if (done(frames)) break;
  }
  leave.abort();
  return frames;
}
