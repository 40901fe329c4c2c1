/** One server-sent event. */
export interface Frame {
  id: string;
  event: string;
  data: string;
}

/** Cuts a `text/event-stream` body into frames; comments and retry hints fall away. */
export async function* sseFrames(body: ReadableStream<Uint8Array>): AsyncGenerator<Frame> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const bytes of body) {
    rest += decoder.decode(bytes, { stream: true });
    const blocks = rest.split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const frame = readFrame(block);
      if (frame) yield frame;
    }
  }
}

function readFrame(block: string): Frame | undefined {
  const frame: Frame = { id: '', event: 'message', data: '' };
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const [, field, value] = /^(id|event|data): ?(.*)$/.exec(line) ?? [];
    if (field === 'data') data.push(value ?? '');
    else if (field === 'id' || field === 'event') frame[field] = value ?? '';
  }
  if (data.length === 0) return undefined;
  return { ...frame, data: data.join('\n') };
}
