import type { Message, SlackFile } from '@belay/slack/model';
import type { Debt, Part } from '../ports.ts';
import { forgetDebt } from './absence.ts';
import { type Draft, gone, laterFileKey, partOf, reserveFileKey } from './draft.ts';
import { nameOf } from './put-off.ts';
import { debt, type Run } from './run.ts';
import { recordScope } from './scope-of.ts';

/** What moving a file's bytes needs later, without a name or a text (SYN-16). */
export interface FileJob {
  file: Pick<SlackFile, 'id' | 'mimetype' | 'size' | 'mode' | 'created'> & { url?: string };
  author: Message['author'];
  subtype?: string;
  threadTs?: string;
}

/** A file that can't be had, and why; `shown` ones are named in the status (MAP-4). */
interface Obstacle {
  code: string;
  message: string;
  shown: boolean;
}

/** Modes whose bytes Slack doesn't hold or doesn't give out. */
const obstacles: Record<string, Obstacle> = {
  tombstone: { code: 'file_deleted', message: 'The file was deleted in Slack.', shown: false },
  hidden_by_limit: {
    code: 'hidden_by_limit',
    message: "The workspace's plan hides this old file: upgrade the plan, or import an export.",
    shown: true,
  },
  external: { code: 'external', message: 'The file lies outside Slack.', shown: false },
};

export function fileObstacle(run: Run, file: SlackFile): Obstacle | undefined {
  const known = obstacles[file.mode];
  if (known) return known;
  if (file.size <= run.rules.fileCap) return undefined;
  return {
    code: 'file_too_large',
    message: `The file has ${mebibytes(file.size)} MiB and the cap is ${mebibytes(run.rules.fileCap)} MiB: raise the file cap to include it.`,
    shown: true,
  };
}

/** The files of a message that may still be had: the first holds the bare key of a bare message. */
export function firstFile(run: Run, message: Message): string | undefined {
  if (!run.rules.files) return undefined;
  return message.files.find((file) => fileObstacle(run, file) === undefined)?.id;
}

/** Reserves a key for each new file and owes its bytes; what can't be had is named once. */
export function planFiles(run: Run, draft: Draft): { parts: Part[]; debts: Debt[] } {
  const parts: Part[] = [];
  const debts: Debt[] = [];
  if (!draft.speaksFor.files || !run.rules.files) return { parts, debts };
  const { channelId, ts, threadTs } = draft.record;
  for (const part of deletedFiles(run, draft)) {
    parts.push({ part: part.part, key: part.key, digest: gone });
    const scope = recordScope(run, draft.record);
    debts.push(forgetDebt(run, draft.record, scope, [part.eventId]));
  }
  for (const file of draft.message.files) {
    const name = `file:${file.id}`;
    const obstacle = fileObstacle(run, file);
    const known = partOf(draft.record, name);
    // forgotten with its message, which Slack has restored: a later version of it
    const isBack = known !== undefined && known.key !== '' && known.digest === gone && !obstacle;
    // one that was too large is tried again when the cap was raised, a lost one is not
    if (known && !isBack && (known.key !== '' || known.digest === gone || obstacle)) continue;
    if (obstacle) {
      parts.push({ part: name, key: '', digest: '' });
      if (!obstacle.shown) continue;
      const { code, message } = obstacle;
      const about = { channelId, ...nameOf(run, channelId), ts, fileId: file.id };
      run.tally.fail({ kind: 'file', ...about, code, message });
      debts.push(
        debt(run, {
          kind: 'exception',
          channelId,
          ts,
          of: file.id,
          due: Number.MAX_SAFE_INTEGER,
          reason: `${code}: ${message}`,
        }),
      );
      continue;
    }
    const key = isBack ? laterFileKey(draft, file.id, known.key) : reserveFileKey(draft, file.id);
    parts.push({ part: name, key, digest: '' });
    const { id, mimetype, size, mode, created, urlPrivate } = file;
    const job: FileJob = {
      file: {
        id,
        mimetype,
        size,
        mode,
        created,
        // an export's address can carry a token, which no ledger may hold: it is read again
        ...(urlPrivate === undefined || run.workspace.kind === 'archive'
          ? {}
          : { url: urlPrivate }),
      },
      author: draft.message.author,
      ...(draft.message.subtype === undefined ? {} : { subtype: draft.message.subtype }),
      ...(threadTs === undefined ? {} : { threadTs }),
    };
    debts.push(
      debt(run, { kind: 'file', channelId, ts, of: file.id, detail: JSON.stringify(job) }),
    );
  }
  return { parts, debts };
}

/** Captured files that the message no longer has: deleted in Slack, so forgotten (MAP-6). */
function deletedFiles(run: Run, { record, message }: Draft): (Part & { eventId: string })[] {
  if (run.rules.deletes === 'keep') return [];
  const left = new Set(
    message.files.filter(({ mode }) => mode !== 'tombstone').map(({ id }) => `file:${id}`),
  );
  return record.parts.flatMap((part) =>
    part.part.startsWith('file:') && part.eventId !== undefined && !left.has(part.part)
      ? [{ ...part, eventId: part.eventId }]
      : [],
  );
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(bytes % (1024 * 1024) === 0 ? 0 : 1);
}
