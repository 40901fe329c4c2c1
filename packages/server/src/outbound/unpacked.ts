import { pipeline, type Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { OutboundError } from './outbound-error.ts';

const unpackers = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The body as it was meant, which breaks off beyond `mostBytes`, packed or not. */
export function unpacked(body: Readable, coding: string, mostBytes: number): Readable {
  const name = coding.trim().toLowerCase();
  const done = () => undefined;
  if (name === '' || name === 'identity') return pipeline(body, atMost(mostBytes), done);
  // several codings in a row unpack a few bytes into gigabytes
  if (!(name in unpackers)) {
    body.on('error', () => undefined).destroy();
    throw new OutboundError('broken', 'The answer is packed in a way that Belay doesn’t read.');
  }
  const unpack = unpackers[name as keyof typeof unpackers]();
  return pipeline(body, atMost(mostBytes), unpack, atMost(mostBytes), done);
}

function atMost(bytes: number): Transform {
  let left = bytes;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.byteLength;
      if (left >= 0) done(null, chunk);
      else done(new OutboundError('too_large', `The answer has more than ${size(bytes)}.`));
    },
  });
}

function size(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.round(bytes / 1024 / 1024)} MiB` : `${bytes} bytes`;
}
