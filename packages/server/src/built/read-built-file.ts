import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How a built file may be sent, the smallest first; `scripts/build/precompress.ts` makes the copies. */
const encodings = { br: '.br', gzip: '.gz', identity: '' } as const;
export type Encoding = keyof typeof encodings;

export interface BuiltFile {
  bytes: Buffer<ArrayBuffer>;
  encoding: Encoding;
  etag: string;
}

/** A file of the build in the best encoding that the client takes; undefined: there is none. */
export async function readBuiltFile(
  folder: string,
  name: string,
  acceptEncoding: string,
): Promise<BuiltFile | undefined> {
  for (const encoding of acceptable(acceptEncoding)) {
    const bytes = await read(join(folder, name + encodings[encoding]));
    if (bytes) return { bytes, encoding, etag: etagOf(bytes) };
  }
  return undefined;
}

/** Of our encodings those that `Accept-Encoding` takes, in our order. As it is: always. */
export function acceptable(header: string): Encoding[] {
  const refused = new Set<string>();
  const named = new Set<string>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    const isRefused = parameters.some((text) => /^q=0(\.0*)?$/.test(text));
    (isRefused ? refused : named).add(name);
  }
  const known: Encoding[] = ['br', 'gzip', 'identity'];
  return known.filter(
    (name) => name === 'identity' || named.has(name) || (named.has('*') && !refused.has(name)),
  );
}

async function read(path: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw error;
  }
}

function etagOf(bytes: Buffer): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
}
