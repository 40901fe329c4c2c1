import { gone, partOf } from './draft.ts';
import type { Pass } from './pass.ts';
import { frameOf } from './run.ts';
import type { Submission } from './submission.ts';

/** A file whose bytes have arrived, unless its message went away meanwhile. */
export function takeFile(pass: Pass, { channel, file, lostFile }: Submission): void {
  if (lostFile) loseFile(pass, channel.channelId, lostFile);
  if (!file) return;
  const record = pass.record(channel.channelId, file.message.ts);
  if (record?.state !== 'live') return;
  pass.drafts.push({
    frame: frameOf(pass.run, channel),
    message: file.message,
    record,
    speaksFor: { body: false, files: false, reactions: false },
    fullReactions: false,
    isConfirmed: false,
    file: file.ready,
    refused: new Set(),
  });
  // a message that is this file was not there for its replies until now
  if (record.bareKey === `file:${file.ready.fileId}` && file.message.threadTs === record.ts)
    pass.oweThread(channel.channelId, record.ts);
}

/** Its key is given back, so that replies to a message that was this file wait no longer. */
function loseFile(pass: Pass, channelId: string, { ts, fileId }: { ts: string; fileId: string }) {
  const record = pass.record(channelId, ts);
  const part = record && partOf(record, `file:${fileId}`);
  if (!record || !part || part.eventId !== undefined) return;
  part.key = '';
  part.digest = gone;
  pass.put(record, true);
  if (record.bareKey === part.part && record.threadTs === ts) pass.oweThread(channelId, ts);
}
