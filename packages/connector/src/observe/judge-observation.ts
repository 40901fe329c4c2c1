import type { Interval, Message } from '@belay/slack/model';
import { bodyDigest, filesDigest } from '../map/message-body.ts';
import { reactionsDigest, sameReactions } from '../map/reactions-experience.ts';
import { type Judged, judgeBody, judgeLife, judgeValue } from './judge.ts';
import type { Observation } from './observation.ts';
import type { Register, Registers } from './registers.ts';

/** What an observation changes, register by register (SYN-10). */
export interface Judgement {
  registers: Registers;
  /** `vanished`: it was not served where it should be; a second read decides (SYN-11) */
  life: 'live' | 'gone' | 'vanished' | 'stale';
  /** the registers that this sighting speaks for: new, or the same again */
  speaksFor: { body: boolean; files: boolean; reactions: boolean };
  /** what a root says of its replies, unless something later is known; a doubt costs one fetch */
  thread?: { signature: string; isDoubtful: boolean };
  /** a register took a new value: the record has to be written */
  isNews: boolean;
  /** something can't be ordered: read it again, never guess */
  doubt: boolean;
}

const nothing = { body: false, files: false, reactions: false };

/** Judges one observation against what was accepted before. Pure. */
export function judgeObservation(
  known: Registers | undefined,
  observation: Observation,
): Judgement {
  const { seen } = observation;
  if (seen === 'absent') return judgeAbsence(known, observation);
  if (seen === 'deleted') return judgeDeletion(known, observation.read, undefined);
  if (seen.kind === 'tombstone')
    return judgeDeletion(known, observation.read, threadSignature(seen));
  return judgeSighting(known, observation, seen);
}

function judgeSighting(
  known: Registers | undefined,
  { read, source, isArchived }: Observation,
  message: Message,
): Judgement {
  const life = judgeLife(known?.life, at(read, 'live'));
  if (life.verdict === 'older' && life.register.value === 'gone')
    return unmoved(known ?? { life: life.register }, 'stale');
  const body = judgeBody(
    known?.body,
    at(read, { edited: message.edited?.ts ?? '', digest: bodyDigest(message) }),
  );
  const files = judgeValue(known?.files ?? none(known), at(read, filesDigest(message)));
  const reactions = judgeReactions(known, source, at(read, reactionsDigest(message.reactions)));
  const signature = signatureOf(known, source, message);
  const thread =
    signature === undefined ? undefined : judgeValue(known?.thread, at(read, signature));
  if (source === 'reactions' && known?.body)
    return {
      registers: { ...known, life: life.register, reactions: reactions.register },
      life: 'live',
      speaksFor: { ...nothing, reactions: speaks(reactions.verdict) },
      isNews: reactions.verdict === 'newer',
      doubt: reactions.verdict === 'doubt',
    };
  const verdicts = [body.verdict, files.verdict, reactions.verdict];
  const isNews = [life.verdict, thread?.verdict, ...verdicts].includes('newer');
  const keepsReactions = known?.reactions || source === 'event' || reactions.register.value !== '';
  return {
    registers: {
      life: life.register,
      body: body.register,
      ...(known?.files || files.register.value !== '' ? { files: files.register } : {}),
      ...(keepsReactions ? { reactions: reactions.register } : {}),
      ...(thread ? { thread: thread.register } : known?.thread ? { thread: known.thread } : {}),
      ...(known?.threadRead === undefined ? {} : { threadRead: known.threadRead }),
    },
    life: 'live',
    speaksFor: {
      body: speaks(body.verdict),
      files: speaks(files.verdict),
      reactions: speaks(reactions.verdict),
    },
    ...saysOf(thread, signature),
    isNews,
    doubt: !isArchived && verdicts.includes('doubt'),
  };
}

/** Reads show all reactions, events none: what was known of them before stays as it was. */
function judgeReactions(
  known: Registers | undefined,
  source: Observation['source'],
  seen: Register<string>,
): Judged<string> {
  const before = known?.reactions ?? none(known);
  if (source === 'event') return { verdict: 'older', register: before ?? at(never, '') };
  return judgeValue(before, seen, sameReactions);
}

/** Sets that were empty whenever the message was seen are not stored: its life dates them. */
function none(known: Registers | undefined): Register<string> | undefined {
  return known?.body && at(known.life, '');
}

const never: Interval = { lo: 0, hi: 0 };

/** A deletion that Slack tells itself needs no second read, and a tie goes to it. */
function judgeDeletion(
  known: Registers | undefined,
  read: Interval,
  signature: string | undefined,
): Judgement {
  const life = judgeLife(known?.life, at(read, 'gone'));
  const gone = life.verdict !== 'older';
  const thread =
    signature === undefined ? undefined : judgeValue(known?.thread, at(read, signature));
  return {
    registers: {
      life: life.verdict === 'doubt' ? at(read, 'gone') : life.register,
      ...(thread ? { thread: thread.register } : known?.thread ? { thread: known.thread } : {}),
      ...(known?.threadRead === undefined ? {} : { threadRead: known.threadRead }),
    },
    life: gone ? 'gone' : 'stale',
    speaksFor: nothing,
    ...saysOf(thread, signature),
    isNews: life.verdict !== 'same' || thread?.verdict === 'newer',
    doubt: false,
  };
}

function judgeAbsence(known: Registers | undefined, { read, source }: Observation): Judgement {
  const absence: Register<'gone'> = at(read, 'gone');
  if (known?.life.value !== 'live') return unmoved(known ?? { life: absence }, 'stale');
  const { verdict } = judgeLife(known.life, absence);
  if (verdict === 'older') return unmoved(known, 'stale');
  if (source !== 'confirm' || verdict === 'doubt') return unmoved(known, 'vanished');
  const { thread, threadRead } = known;
  const registers = {
    life: absence,
    ...(thread ? { thread } : {}),
    ...(threadRead === undefined ? {} : { threadRead }),
  };
  return { registers, life: 'gone', speaksFor: nothing, isNews: true, doubt: false };
}

function unmoved(registers: Registers, life: 'stale' | 'vanished'): Judgement {
  return { registers, life, speaksFor: nothing, isNews: false, doubt: false };
}

/** What a root says about its replies; undefined on anything that is no root. */
export function threadSignature(message: Message): string | undefined {
  if (message.thread === undefined) return undefined;
  const { replyCount, latestReply } = message.thread;
  return replyCount === 0 ? '0' : `${replyCount}:${latestReply ?? ''}`;
}

/** A root that had replies and says nothing of them any more has lost them all. */
function signatureOf(
  known: Registers | undefined,
  source: Observation['source'],
  message: Message,
): string | undefined {
  const signature = threadSignature(message);
  const isWhole = source === 'history' || source === 'confirm';
  if (signature !== undefined || !isWhole || message.threadTs !== undefined) return signature;
  return known?.thread === undefined ? undefined : '0';
}

function saysOf(
  thread: Judged<string> | undefined,
  signature: string | undefined,
): Pick<Judgement, 'thread'> {
  if (!thread || signature === undefined || thread.verdict === 'older') return {};
  return { thread: { signature, isDoubtful: thread.verdict === 'doubt' } };
}

function speaks(verdict: string): boolean {
  return verdict === 'newer' || verdict === 'same';
}

function at<V>({ lo, hi }: Interval, value: V): Register<V> {
  return { lo, hi, value };
}
