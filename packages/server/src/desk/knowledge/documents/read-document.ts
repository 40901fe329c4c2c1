import { Worker } from 'node:worker_threads';
import { KnowledgeTrouble } from '../knowledge-trouble.ts';
import type { ReadText } from '../text/block.ts';
import type { DocumentFormat } from './sniff-document.ts';

export interface ReadBounds {
  timeoutMs: number;
  /** of the thread's heap, and of what it holds beside it */
  mostMiB: number;
}

const usual: ReadBounds = { timeoutMs: 90_000, mostMiB: 512 };
/** Memory outside of the heap is looked at this often. */
const lookMs = 200;

type Answer = { read: ReadText } | { trouble: string };

/**
 * Reads a document in a thread of its own: whatever is in it, requests go on meanwhile, and time and
 * memory are bounded. Throws a `KnowledgeTrouble`, or the signal's reason.
 */
export async function readDocument(
  bytes: Uint8Array,
  format: DocumentFormat,
  signal: AbortSignal,
  { timeoutMs, mostMiB }: ReadBounds = usual,
): Promise<ReadText> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./document-worker.ts', import.meta.url), {
    workerData: { bytes, format },
    resourceLimits: { maxOldGenerationSizeMb: mostMiB, maxYoungGenerationSizeMb: 64 },
    // warnings of the PDF reader are no news
    stdout: true,
    stderr: true,
  });
  const ended = Promise.withResolvers<Answer>();
  const stopped = () => ended.reject(signal.reason);
  const timer = setTimeout(() => ended.reject(tooMuch()), timeoutMs);
  const watch = setInterval(() => {
    worker
      .getHeapStatistics()
      .then(({ external_memory }) => {
        if (external_memory > mostMiB * 1024 * 1024) ended.reject(tooMuch());
      })
      .catch(() => undefined);
  }, lookMs);
  signal.addEventListener('abort', stopped);
  worker.once('message', (answer: Answer) => ended.resolve(answer));
  worker.once('error', (cause: NodeJS.ErrnoException) =>
    ended.reject(cause.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : unreadable(cause)),
  );
  worker.once('exit', () => ended.reject(unreadable(undefined)));
  try {
    const answer = await ended.promise;
    if ('trouble' in answer) throw new KnowledgeTrouble(answer.trouble);
    return answer.read;
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    signal.removeEventListener('abort', stopped);
    await worker.terminate();
  }
}

const tooMuch = () =>
  new KnowledgeTrouble(
    'Reading the document takes too much time or memory. Split it, or upload its text without pictures.',
  );
const unreadable = (cause: unknown) =>
  new KnowledgeTrouble('The document can’t be read. Save it again, or upload its text as TXT.', {
    cause,
  });
