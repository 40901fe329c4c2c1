import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Frame, sseFrames } from './sse-frames.ts';

async function framesOf(chunks: Uint8Array[]): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of sseFrames(ReadableStream.from(chunks))) frames.push(frame);
  return frames;
}

test('frames are the same wherever the network cuts the bytes', async () => {
  const body = new TextEncoder().encode(
    ': hello\n\nid: 7\nevent: indexed\ndata: {"a":"ü"}\n\nretry: 500\n\nid: 8\r\nevent: forgotten\r\ndata: one\r\ndata: two\r\n\r\n',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: body.length })), async (cuts) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), body.length];
      const chunks = edges.slice(1).map((end, index) => body.slice(edges[index], end));
      expect(await framesOf(chunks)).toEqual([
        { id: '7', event: 'indexed', data: '{"a":"ü"}' },
        { id: '8', event: 'forgotten', data: 'one\ntwo' },
      ]);
    }),
  );
});
