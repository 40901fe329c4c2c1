import { SlackError } from '@belay/slack/error';
import { compareTs } from '@belay/slack/ids/ts';
import { parseEvent } from '@belay/slack/parse/parse-event';
import { type EventEffect, observeEvent } from '../observe/observe-event.ts';
import { unpackRegisters } from '../observe/registers.ts';
import { type Debt, type Delivery, LedgerLost, MemoryError, type MessageRecord } from '../ports.ts';
import { Breath } from './breathe.ts';
import { partOf } from './draft.ts';
import { MemoryGone } from './hold.ts';
import type { Intake } from './intake.ts';
import { commit, debt, inThread, type Run } from './run.ts';
import type { Submission } from './submission.ts';

const atOnce = 500;
const deliveriesAtOnce = 100;
const firstRestMs = 30_000;
const longestRestMs = 30 * 60_000;
/** reactions that were quiet for this long begin with a short rest again */
const quietMs = 60 * 60_000;

/**
 * Handles every delivery that waits, oldest first. What one brings and its erasure are one commit
 * (SYN-16): a crash in between handles it again, which changes nothing.
 */
export async function drainDeliveries(run: Run, intake: Intake): Promise<void> {
  while (!run.stop.isThrown) {
    const deliveries = await run.ledger.deliveries(atOnce);
    if (deliveries.length === 0) return;
    const asides: Aside[] = [];
    const submissions: Submission[] = [];
    const breath = new Breath(deliveriesAtOnce);
    for (const delivery of deliveries) {
      await breath.taken();
      const submission = submissionOf(run, delivery, asides);
      if (submission) submissions.push(submission);
    }
    if (asides.length > 0) await setAside(run, asides);
    await submitAll(run, intake, submissions);
  }
}

/**
 * Together; where one of them breaks what nothing should break, one by one. What can't be taken is
 * parked: its message is read from Slack instead, and the others go on.
 */
async function submitAll(run: Run, intake: Intake, submissions: Submission[]): Promise<void> {
  const all = await Promise.allSettled(submissions.map((one) => intake.submit(one)));
  const failed = submissions.filter((_, index) => all[index]?.status === 'rejected');
  for (const submission of failed) {
    try {
      await intake.submit(submission);
    } catch (error) {
      if (run.stop.isThrown || isOfTheWorld(error)) throw error;
      await park(run, submission);
    }
  }
}

/** Slack, the memory or the owner of the ledger: it concerns every delivery, and passes. */
function isOfTheWorld(error: unknown): boolean {
  return [SlackError, MemoryError, MemoryGone, LedgerLost].some((kind) => error instanceof kind);
}

async function park(run: Run, { channel, observations, handled = [] }: Submission): Promise<void> {
  const { channelId, name: channelName } = channel;
  const debts = observations.map(({ ts, seen }) =>
    debt(run, {
      kind: 'doubt',
      channelId,
      ts,
      ...inThread(typeof seen === 'string' ? undefined : seen.threadTs),
    }),
  );
  await commit(run, { debts, handled });
  run.tally.fail({
    kind: 'message',
    channelId,
    channelName,
    ...(observations[0] ? { ts: observations[0].ts } : {}),
    code: 'event_unusable',
    message: `An event of #${channelName} could not be used: its message is read from Slack instead.`,
    retryAt: run.clock.now(),
  });
}

/** An event that shows no message: what is owed on its account. */
interface Aside {
  id: string;
  effect: Exclude<EventEffect, { kind: 'observation' }>;
}

function submissionOf(
  run: Run,
  { id, body, at }: Delivery,
  asides: Aside[],
): Submission | undefined {
  const effect = observeEvent(parseEvent(jsonOf(body)), at);
  if (effect.kind !== 'observation') {
    asides.push({ id, effect });
    return undefined;
  }
  const channel = run.channels.get(effect.observation.channelId);
  if (channel) return { channel, observations: [effect.observation], handled: [id] };
  // a channel that nobody follows
  asides.push({ id, effect: { kind: 'nothing' } });
  return undefined;
}

async function setAside(run: Run, asides: readonly Aside[]): Promise<void> {
  const debts: Debt[] = [];
  for (const { effect } of asides) {
    if (effect.kind === 'person') run.book.learn(effect.person);
    if (effect.kind === 'channels') recast(run, effect.userId);
    if (effect.kind === 'file') debts.push(...(await rereadsOf(run, effect.fileId)));
    if (effect.kind === 'reactions') debts.push(...(await restOf(run, effect)));
  }
  await commit(run, { debts, handled: asides.map(({ id }) => id) });
}

/** A run follows the channels of its beginning: the next one begins soon. */
function recast(run: Run, userId: string | undefined): void {
  if (userId !== undefined && userId !== run.identity.botUserId) return;
  run.recast = true;
  run.bell.ring();
}

async function rereadsOf(run: Run, fileId: string): Promise<Debt[]> {
  const holders = await run.ledger.holders(`file:${fileId}`);
  return holders.map((record) => debt(run, { kind: 'doubt', ...placeOf(record) }));
}

/** Changes are gathered for 30 s, doubling with each version while they go on (MAP-5). */
async function restOf(
  run: Run,
  { channelId, ts }: { channelId: string; ts: string },
): Promise<Debt[]> {
  const channel = run.channels.get(channelId);
  if (!channel) return [];
  const record = (await run.ledger.messages(channelId, [ts])).get(ts);
  // not read yet: a read of the whole message brings its reactions along
  if (!record)
    return compareTs(ts, channel.target) > 0
      ? [debt(run, { kind: 'doubt', channelId, ts, due: run.clock.now() + firstRestMs })]
      : [];
  if (record.state !== 'live') return [];
  const owed = await run.ledger.debts({
    channelId,
    kind: 'reactions',
    dueBy: Number.POSITIVE_INFINITY,
    limit: 1000,
  });
  if (owed.some((known) => known.ts === ts)) return [];
  const lastRead = unpackRegisters(record.registers)?.reactions?.lo ?? 0;
  const isBusy = run.clock.now() - lastRead < quietMs;
  const versions = isBusy ? (partOf(record, 'reactions')?.earlier?.length ?? 0) : 0;
  const rest = Math.min(firstRestMs * 2 ** versions, longestRestMs);
  return [debt(run, { kind: 'reactions', ...placeOf(record), due: run.clock.now() + rest })];
}

function placeOf({ channelId, ts, threadTs }: MessageRecord) {
  return {
    channelId,
    ts,
    ...inThread(threadTs),
  };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
