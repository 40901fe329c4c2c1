import { SlackError } from '@belay/slack/error';
import type { Message, SlackFile } from '@belay/slack/model';
import { type Debt, MemoryError } from '../ports.ts';
import type { ReadyFile } from './draft.ts';
import { hold } from './hold.ts';
import type { Intake } from './intake.ts';
import type { FileJob } from './plan-files.ts';
import { leaveFor, putOff } from './put-off.ts';
import { readMessage } from './read-message.ts';
import { debt, type Run } from './run.ts';

/** Text files up to this are indexed by what they say. */
const transcriptCap = 256 * 1024;
/** Refusals that no retry mends: the file is an exception, its message stands (MAP-4). */
const finalCodes = new Set([
  'file_deleted',
  'file_not_found',
  'file_too_large',
  'html_instead_of_file',
  'not_visible',
  'forbidden',
  'missing_scope',
]);
const maxAttempts = 6;

/** Moves a file's bytes into the memory and hands the experience to the intake. */
export async function moveFile(run: Run, intake: Intake, owed: Debt): Promise<void> {
  const channel = run.channels.get(owed.channelId);
  const fileId = owed.id.split(':').at(-1) ?? '';
  if (!channel || owed.detail === undefined) return leaveFor(run, owed);
  // written by planFiles only
  const job = JSON.parse(owed.detail) as FileJob;
  try {
    const file = await sourceOf(run, owed, job);
    if (!file) throw new SlackError('file_not_found', 'The message no longer has this file.');
    const ready = await move(run, file, job);
    await intake.submit({
      channel,
      observations: [],
      file: { message: messageOf(owed.ts, job), ready },
      paid: [owed.id],
    });
    await run.tally.tick(async () => (await run.ledger.counts()).debts);
  } catch (error) {
    const refusal = refusalOf(error);
    const isFinal =
      error instanceof MemoryError ||
      finalCodes.has(refusal?.code ?? '') ||
      owed.attempts + 1 >= maxAttempts;
    if (refusal && isFinal) await giveUp(run, intake, owed, fileId, refusal);
    else await putOff(run, owed, error, 'file', fileId);
  }
}

/** Bytes to blob. Downloaded anew for each attempt: a stream is read once. */
async function move(run: Run, file: SlackFile, job: FileJob): Promise<ReadyFile> {
  return hold(run, async () => {
    const { body, contentType, size } = await run.workspace.download(file, run.stop.signal);
    const type = contentType || file.mimetype || 'application/octet-stream';
    if (!isText(job) || file.size > transcriptCap) {
      const { blobId } = await run.memory.putBlob(capped(body, run.rules.fileCap), type, size);
      return { fileId: file.id, blobId };
    }
    const bytes = new Uint8Array(await new Response(capped(body, transcriptCap * 4)).arrayBuffer());
    // counted where the transcript is mapped; what has no secret keeps its bytes as they are
    const transcript = new TextDecoder().decode(bytes);
    const { text, count } = run.rules.redact(transcript);
    const kept = new Blob([count === 0 ? bytes : text]);
    const { blobId } = await run.memory.putBlob(kept.stream(), type, kept.size);
    return { fileId: file.id, blobId, transcript };
  });
}

function isText({ file }: FileJob): boolean {
  return file.mimetype.startsWith('text/') || file.mimetype === 'application/json';
}

/** The cap holds whatever size Slack announced. */
function capped(body: ReadableStream<Uint8Array>, cap: number): ReadableStream<Uint8Array> {
  let seen = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        seen += chunk.length;
        if (seen <= cap) controller.enqueue(chunk);
        else controller.error(new SlackError('file_too_large', 'The file is larger than the cap.'));
      },
    }),
  );
}

/** Where the bytes are; an export's address is never kept and read again. */
async function sourceOf(run: Run, owed: Debt, job: FileJob): Promise<SlackFile | undefined> {
  if (job.file.url !== undefined || run.workspace.kind === 'live') {
    const { url, ...rest } = job.file;
    return { ...rest, name: '', ...(url === undefined ? {} : { urlPrivate: url }) };
  }
  const read = await readMessage(run, owed.channelId, owed.ts, job.threadTs);
  return read.message?.files.find(({ id }) => id === job.file.id);
}

function messageOf(ts: string, { author, subtype, threadTs }: FileJob): Message {
  return {
    ts,
    ...(threadTs === undefined ? {} : { threadTs }),
    kind: 'content',
    ...(subtype === undefined ? {} : { subtype }),
    author,
    text: '',
    blocks: [],
    attachments: [],
    files: [],
    reactions: [],
    isBroadcast: false,
  };
}

function refusalOf(error: unknown): { code: string; message: string } | undefined {
  if (error instanceof SlackError && error.class !== 'auth') return error;
  if (error instanceof MemoryError && !error.retriable) return error;
  return undefined;
}

async function giveUp(
  run: Run,
  intake: Intake,
  owed: Debt,
  fileId: string,
  { code, message }: { code: string; message: string },
): Promise<void> {
  const { channelId, ts } = owed;
  const channel = run.channels.get(channelId);
  if (!channel) return;
  run.tally.fail({ kind: 'file', channelId, channelName: channel.name, ts, fileId, code, message });
  await intake.submit({
    channel,
    observations: [],
    lostFile: { ts, fileId },
    paid: [owed.id],
    debts: [
      debt(run, {
        kind: 'exception',
        channelId,
        ts,
        of: fileId,
        due: Number.MAX_SAFE_INTEGER,
        reason: `${code}: ${message}`,
      }),
    ],
  });
}
