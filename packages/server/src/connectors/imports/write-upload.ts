import { type FileHandle, mkdir, open, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BelayError } from '@belay/contract/error';

export const largestUpload = 4 * 1024 ** 3;
/** The database and everybody's blobs lie on the same disk. */
const spareBytes = 512 * 1024 ** 2;
/** Free space is asked again after so many bytes. */
const lookEvery = 64 * 1024 ** 2;
/** What every ZIP that holds anything begins with. */
const magic = Buffer.from('PK\u0003\u0004', 'latin1');

/**
 * Streams a body to a new file and onto the disk; answers its size. Throws 422 for what is no ZIP by
 * its first bytes, 413 as it passes 4 GiB, 507 before the disk is full. What it leaves then is for
 * the caller to remove.
 */
export async function writeUpload(
  path: string,
  body: ReadableStream<Uint8Array> | null,
  declared: number | undefined,
): Promise<number> {
  if ((declared ?? 0) > largestUpload) throw tooLarge();
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await needRoom(path, declared ?? 0);
  let handle: FileHandle | undefined;
  let size = 0;
  let looked = 0;
  let head = Buffer.alloc(0);
  try {
    handle = await open(path, 'wx', 0o600);
    for await (const chunk of body ?? []) {
      if (head.length < magic.length) {
        head = Buffer.concat([head, chunk.subarray(0, magic.length - head.length)]);
        if (!magic.subarray(0, head.length).equals(head)) throw noZip();
      }
      size += chunk.byteLength;
      if (size > largestUpload) throw tooLarge();
      if (size - looked > lookEvery) {
        await needRoom(path, 0);
        looked = size;
      }
      await handle.writeFile(chunk);
    }
    if (head.length < magic.length) throw noZip();
    await handle.sync();
  } finally {
    await handle?.close();
  }
  return size;
}

async function needRoom(path: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(path));
  if (bavail * bsize > bytes + spareBytes) return;
  throw new BelayError(
    'STORAGE_FULL',
    'The server’s disk has no room for this file. Free some space in its data folder, and upload it again.',
    { retry_after_s: 300 },
  );
}

function tooLarge(): BelayError {
  return new BelayError(
    'PAYLOAD_TOO_LARGE',
    'An upload has at most 4 GiB. Export a shorter time from Slack, and upload the parts one after the other.',
  );
}

function noZip(): BelayError {
  return new BelayError(
    'INVALID_BODY',
    'This is not a ZIP file. Upload the export as Slack gave it to you, unopened.',
    { field: 'body', reason: 'not a ZIP' },
  );
}
