import { proofOf } from '../../proof.ts';
import type { MessageHistory } from './history-of-slack.ts';
import { isFollowed } from './judge-end.ts';
import type { Stage } from './stage.ts';
import { currentParts, type StoredPart, storedParts } from './stored-memory.ts';

/** The three moments that status shows of each channel, held against Slack's truth (SYN-13). */
export async function judgeMoments(stage: Stage): Promise<string[]> {
  const complaints: string[] = [];
  const followed = new Set(
    stage.sandbox.truth
      .now()
      .channels.filter((channel) => isFollowed(stage, channel))
      .map(({ id }) => id),
  );
  const current = currentParts(storedParts(stage.cortex));
  for (const channel of stage.ledger.mirror.channels.values()) {
    if (!followed.has(channel.channelId)) continue;
    const proof = await proofOf(stage.ledger.ledger, channel);
    const { messagesThrough = 0, threadsAsOf = 0, replyEditsAsOf = 0 } = proof;
    for (const history of stage.history.messages.values()) {
      if (history.channelId !== channel.channelId || history.isSkipped) continue;
      const name = `${history.channelId} ${history.ts}`;
      const at = Number(history.ts) * 1000;
      const isKnown = stage.ledger.mirror.messages.has(name);
      const stood = history.texts.every(({ value }) => value !== null);
      if (!history.isReply && stood && at <= messagesThrough && !isKnown)
        complaints.push(`messages through ${messagesThrough}, but ${name} is unknown`);
      if (history.isReply && stood && at <= threadsAsOf && !isKnown)
        complaints.push(`threads as of ${threadsAsOf}, but ${name} is unknown`);
      if (history.isReply && stood && at <= replyEditsAsOf)
        complaints.push(...judgeEdits(history, replyEditsAsOf, current));
    }
  }
  return complaints;
}

function judgeEdits(
  { channelId, ts, texts }: MessageHistory,
  asOf: number,
  current: readonly StoredPart[],
): string[] {
  const then = texts.findLastIndex(({ at }) => at <= asOf);
  const stored = current.find(
    (part) => part.kind === 'text' && part.channelId === channelId && part.ts === ts,
  );
  if (!stored || then === -1) return [];
  const isNewEnough = texts.slice(then).some(({ value }) => value === stored.value);
  return isNewEnough
    ? []
    : [`reply edits as of ${asOf}, but ${channelId} ${ts} says "${stored.value}"`];
}
