import { BelayError } from '@belay/contract/error';
import { type FileType, headBytes, sniffType } from './sniff-type.ts';

export const largestFile = 10 * 1024 * 1024;

/**
 * Looks at an upload while it streams through: what it is, before a byte of it is passed on; its size
 * and, of a text, every byte. Never holds more than its head.
 */
export async function checkBytes(
  body: ReadableStream<Uint8Array> | null,
): Promise<{ type: FileType; bytes: ReadableStream<Uint8Array> }> {
  if (!body) throw empty();
  const reader = body.getReader();
  const first: Uint8Array[] = [];
  let size = 0;
  let isDone = false;
  while (size < headBytes && !isDone) {
    const { value, done } = await reader.read();
    isDone = done;
    if (value) {
      first.push(value);
      size += value.byteLength;
    }
  }
  if (size === 0) throw empty();
  const head = Buffer.concat(first);
  const type = sniffType(head.subarray(0, headBytes));
  if (type === undefined) {
    await reader.cancel().catch(() => undefined);
    throw unwanted();
  }
  const decoder = type === 'text/plain' ? new TextDecoder('utf-8', { fatal: true }) : undefined;
  const look = (chunk: Uint8Array) => {
    if (size > largestFile) throw tooLarge();
    if (decoder) refuseNoText(chunk, decoder);
  };
  const bytes = new ReadableStream<Uint8Array>({
    start(controller) {
      look(head);
      controller.enqueue(head);
    },
    async pull(controller) {
      const { value } = isDone ? {} : await reader.read();
      if (value === undefined) {
        if (decoder) refuseNoText(new Uint8Array(), decoder, false);
        return controller.close();
      }
      size += value.byteLength;
      look(value);
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { type, bytes };
}

function refuseNoText(
  chunk: Uint8Array,
  decoder: InstanceType<typeof TextDecoder>,
  stream = true,
): void {
  try {
    if (!decoder.decode(chunk, { stream }).includes('\0')) return;
  } catch {
    // not UTF-8
  }
  throw unwanted();
}

export function tooLarge(): BelayError {
  return new BelayError(
    'PAYLOAD_TOO_LARGE',
    'A file has at most 10 MB. Send a smaller one, or a link to it.',
    { most_bytes: largestFile },
  );
}

function unwanted(): BelayError {
  return new BelayError(
    'UNSUPPORTED_MEDIA_TYPE',
    'Pictures, PDF, plain text (UTF-8), and office documents without macros can be sent. This file is none of them, whatever its name says.',
    { reason: 'type' },
  );
}

function empty(): BelayError {
  return new BelayError('INVALID_BODY', 'The file is empty. Send its bytes as the body.', {
    field: 'body',
    reason: 'empty',
  });
}
