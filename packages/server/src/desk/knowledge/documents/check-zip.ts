import { inflateRawSync } from 'node:zlib';
import { KnowledgeTrouble } from '../knowledge-trouble.ts';

const mostEntries = 5_000;
/** Of text, unpacked. */
const mostBytes = 48 * 1024 * 1024;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endSignature = 0x06054b50;
const longestComment = 65_535 + 22;

/**
 * Unpacks the text parts of a ZIP once, within bounds, so that whoever reads it next is sure of its
 * size: what its directory claims proves nothing. Throws a `KnowledgeTrouble`.
 */
export function checkZip(bytes: Buffer, most = mostBytes): void {
  let left = most;
  for (const { method, from, size } of entriesOf(bytes)) {
    const packed = bytes.subarray(from, from + size);
    left -= method === 0 ? packed.length : unpackedSize(packed, left + 1);
    if (left < 0) throw tooLarge();
  }
}

interface Entry {
  method: number;
  from: number;
  size: number;
}

function entriesOf(bytes: Buffer): Entry[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]), bytes.length - 22);
  if (end < Math.max(0, bytes.length - longestComment)) throw broken();
  try {
    if (bytes.readUInt32LE(end) !== endSignature) throw broken();
    const count = bytes.readUInt16LE(end + 10);
    if (count > mostEntries) throw tooLarge();
    const entries: Entry[] = [];
    let at = bytes.readUInt32LE(end + 16);
    for (let index = 0; index < count; index++) {
      if (bytes.readUInt32LE(at) !== entrySignature) throw broken();
      const nameLength = bytes.readUInt16LE(at + 28);
      const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
      if (/\.(xml|rels)$/i.test(name)) entries.push(entryAt(bytes, at));
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return entries;
  } catch (error) {
    if (error instanceof RangeError) throw broken();
    throw error;
  }
}

function entryAt(bytes: Buffer, at: number): Entry {
  const local = bytes.readUInt32LE(at + 42);
  if (bytes.readUInt32LE(local) !== localSignature) throw broken();
  return {
    method: bytes.readUInt16LE(at + 10),
    from: local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28),
    size: bytes.readUInt32LE(at + 20),
  };
}

function unpackedSize(packed: Buffer, maxOutputLength: number): number {
  try {
    return inflateRawSync(packed, { maxOutputLength }).length;
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    throw isTooLarge ? tooLarge() : broken();
  }
}

const tooLarge = () =>
  new KnowledgeTrouble(
    'The document unpacks to more than 48 MB of text. Split it, or save it again without what it embeds.',
  );
const broken = () =>
  new KnowledgeTrouble('The document is damaged. Open it, save it again, and upload that copy.');
