export interface Frame {
  id: string | undefined;
  event: string | undefined;
  /** as it came */
  data: string | undefined;
}

/** The frames of a server-sent stream, together for each piece that comes; heartbeats bring none. */
export async function* readFrames(
  body: ReadableStream<Uint8Array> | null,
): AsyncGenerator<Frame[]> {
  let rest = '';
  for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop() ?? '';
    yield blocks.map((block) => {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      return { id: field('id'), event: field('event'), data: field('data') };
    });
  }
}
