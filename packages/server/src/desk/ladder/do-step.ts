import type { Reminder } from '@belay/slack/cards/reminder';
import type { DeskTx } from '../conversation/state/desk-transaction.ts';
import type { Standing } from '../conversation/state/standing.ts';
import { ensureCard } from '../slack/notify/ensure-card.ts';
import { enqueuePosts } from '../slack/outbox/enqueue-post.ts';
import { cardOfLadder, groupOfRoute, type LadderCard } from './card-of-ladder.ts';
import type { StepDeed } from './choose-step.ts';
import { mailLadder } from './mail-ladder.ts';
import { minutesWaited } from './minutes-waited.ts';
import type { Way } from './read-way.ts';
import type { ReminderData } from './reminder-data.ts';

/**
 * One step, in the transaction that settles it: a reminder in the outbox, or letters. Answers with
 * what came of it, for people; undefined: nothing could.
 */
export async function doStep(
  tx: DeskTx,
  standing: Standing,
  way: Way,
  { n, deed }: { n: number; deed: StepDeed },
): Promise<string | undefined> {
  if (deed.do === 'mail') return mailLadder(tx, standing, { step: n, to: deed.to });
  const at = await cardOfLadder(tx, standing, way);
  if (!at) return undefined;
  switch (deed.do) {
    case 'open':
      return open(tx, standing, way, at);
    case 'remind':
      await remind(tx, standing, { n, at, step: { kind: 'thread' }, broadcast: false });
      return 'Reminded in the thread.';
    case 'mention': {
      const step = { kind: 'mention', groupId: deed.user_group } as const;
      await remind(tx, standing, { n, at, step, broadcast: false });
      return 'A group was mentioned in the thread.';
    }
    case 'channel':
      return inChannel(tx, standing, { n, from: at, channel: deed.channel });
  }
}

/** The card came while nobody was there: now it rings, and is to be seen in the channel again. */
async function open(tx: DeskTx, standing: Standing, way: Way, at: LadderCard): Promise<string> {
  const groupId = await groupOfRoute(tx.db, standing, way, at, tx.now);
  const step =
    groupId === null ? ({ kind: 'thread' } as const) : { kind: 'mention' as const, groupId };
  await remind(tx, standing, { n: 0, at, step, broadcast: true });
  return 'The team is there again, and was told.';
}

async function inChannel(
  tx: DeskTx,
  standing: Standing,
  { n, from, channel }: { n: number; from: LadderCard; channel: string },
): Promise<string | undefined> {
  const { tenant, agent, id: conversation } = standing;
  const { installation } = from;
  const because = `Step ${n} of the ladder: nobody took it`;
  const { card, isNew, isMuted } = await ensureCard(tx, {
    ...{ tenant, installation, agent, conversation, channel, because },
  });
  if (isMuted) return undefined;
  await remind(tx, standing, {
    ...{ n, at: { installation, card, channel }, step: { kind: 'channel', from: from.channel } },
    // a new card is seen in the channel itself
    broadcast: !isNew,
  });
  return 'Told in another channel.';
}

interface Reminding {
  n: number;
  at: LadderCard;
  step: Reminder['step'];
  /** also in the channel */
  broadcast: boolean;
}

async function remind(
  tx: DeskTx,
  standing: Standing,
  { n, at, step, broadcast }: Reminding,
): Promise<void> {
  const data: ReminderData = {
    escalation: standing.escalation as string, // it waits
    ...{ n, step, minutes: minutesWaited(tx, standing) },
  };
  await enqueuePosts(tx, [
    {
      ...{ tenant: standing.tenant, agent: standing.agent, kind: 'reminder', ...at },
      ...{ data, broadcast },
      because: n === 0 ? 'Working hours began' : `Step ${n} of the ladder`,
    },
  ]);
}
