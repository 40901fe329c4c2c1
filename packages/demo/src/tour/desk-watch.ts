import type { DeskEvent } from '@belay/contract/desk/stream';
import { sseFrames } from '../follow/sse-frames.ts';
import type { TourFact } from './tour-path.ts';

/**
 * Follows the demo organisation's desk over the public API, with a token that reads and does nothing
 * else. What a lost connection missed is told after it.
 */
export async function watchDesk(
  { url, token, actor }: { url: string; token: string; actor: string },
  hear: (fact: TourFact) => void,
  signal: AbortSignal,
  sleep: (ms: number, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  let last = '';
  for (let failures = 0; !signal.aborted; ) {
    try {
      const answer = await fetch(`${url}/v1/desk/stream`, {
        headers: {
          authorization: `Bearer ${token}`,
          'x-cortex-actor': actor,
          ...(last === '' ? {} : { 'last-event-id': last }),
        },
        signal,
      });
      if (!answer.ok) throw new Error(`the desk's stream answered ${answer.status}`);
      for await (const frame of answer.body ? sseFrames(answer.body) : []) {
        failures = 0;
        last = frame.id || last;
        const fact = factOf(frame.data);
        if (fact) hear(fact);
      }
    } catch {
      // tried again below; a page that follows us says what stands
      if (signal.aborted) return;
    }
    await sleep(Math.min(250 * 2 ** failures++, 5_000), signal).catch(() => undefined);
  }
}

function factOf(data: string): TourFact | undefined {
  // what our own API tells
  const event = JSON.parse(data) as DeskEvent;
  if (event.kind === 'conversation') {
    const { id, visitor, state, is_test } = event.conversation;
    if (is_test) return undefined;
    return { kind: 'stands', conversation: id, visitor: visitor.id, state };
  }
  if (event.kind !== 'message') return undefined;
  const { message } = event;
  if (message.kind !== 'text') return undefined;
  return {
    kind: 'said',
    conversation: message.conversation_id,
    message: message.id,
    author: message.author.kind,
    text: message.text,
    via: message.via,
    sources: message.citations.map(({ source }) => source),
    isEdited: message.edited_at !== null,
    isDeleted: message.deleted_at !== null,
    isTaught: message.taught,
  };
}
