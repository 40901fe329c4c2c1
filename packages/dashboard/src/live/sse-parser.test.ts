import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSseParser } from './sse-parser.ts';

const text = [
  ': connected\n\n',
  'id: 41\n\n',
  'id: 42\nevent: captured\ndata: {"a":1}\n\n',
  ': heartbeat\n\n',
  'event: indexed\r\ndata: one\r\ndata: two\r\n\r\n',
  'data:bare\n\n',
].join('');

const frames = [
  { id: '41', event: '', data: null },
  { id: '42', event: 'captured', data: '{"a":1}' },
  { id: null, event: 'indexed', data: 'one\ntwo' },
  { id: null, event: 'message', data: 'bare' },
];

test('[MEM-9] a stream reads the same however the network cuts it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: text.length - 1 })), (cuts) => {
      const parse = createSseParser();
      const ends = [...new Set([...cuts, text.length])].sort((a, b) => a - b);
      let from = 0;
      const read = ends.flatMap((end) => {
        const piece = text.slice(from, end);
        from = end;
        return parse(piece);
      });
      expect(read).toEqual(frames);
    }),
  );
});

test('[MEM-9] a frame counts when it is whole: half of one tells nothing', () => {
  const parse = createSseParser();
  expect(parse('id: 7\ndata: {"half"')).toEqual([]);
});
