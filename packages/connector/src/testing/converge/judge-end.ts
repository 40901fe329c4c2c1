import type { TrueChannel } from '@belay/sandbox/truth/truth';
import { type ExpectedMessage, expectedMessages } from './expected-memory.ts';
import { isInOrder } from './history-of-slack.ts';
import type { Stage } from './stage.ts';
import { currentParts, type StoredPart, storedParts } from './stored-memory.ts';

const dayMs = 24 * 60 * 60_000;

/** Everything in which the memory differs from what Slack serves, as sentences (SYN-1). */
export function judgeEnd(stage: Stage): string[] {
  const parts = storedParts(stage.cortex);
  const followed = stage.sandbox.truth
    .now()
    .channels.filter((channel) => isFollowed(stage, channel));
  return [
    ...judgeVersions(stage, parts),
    ...judgeScopes(parts.filter(({ isForgotten }) => !(isForgotten && stage.ledger.wasLost))),
    ...followed.flatMap((channel) => judgeChannel(stage, channel, parts)),
    ...judgeRest(stage, new Set(followed.map(({ id }) => id))),
  ];
}

/** Selected, and the bot is in it: what can be read has to be there. */
export function isFollowed({ setup, script, sandbox }: Stage, channel: TrueChannel): boolean {
  if (!channel.members.includes(sandbox.app.botUserId)) return false;
  return setup.select === 'all' ? !channel.isPrivate : script.channels.indexOf(channel.id) < 2;
}

function judgeChannel(stage: Stage, channel: TrueChannel, parts: readonly StoredPart[]): string[] {
  const mine = currentParts(parts).filter(({ channelId }) => channelId === channel.id);
  const expected = expectedMessages(stage.sandbox, channel);
  const complaints: string[] = [];
  const wanted = new Set<string>();
  for (const message of expected) {
    wanted.add(message.ts);
    const found = mine.filter(({ ts }) => ts === message.ts);
    complaints.push(...judgeMessage(stage, message, found, parts));
  }
  const horizon = horizonOf(stage, channel);
  for (const { ts, threadTs, kind, value } of mine) {
    // a thread is found by its root alone
    if (wanted.has(ts) || stage.setup.deletes === 'keep' || horizon(threadTs ?? ts)) continue;
    complaints.push(`extra: ${channel.id} ${ts} is gone from Slack, its ${kind} "${value}" is not`);
  }
  if (stage.setup.deletes === 'forget') complaints.push(...judgeTraces(stage, channel.id, horizon));
  return complaints;
}

function judgeMessage(
  stage: Stage,
  message: ExpectedMessage,
  found: readonly StoredPart[],
  parts: readonly StoredPart[],
): string[] {
  const { channelId, ts } = message;
  const name = `${channelId} ${ts}`;
  const complaints: string[] = [];
  const texts = found.filter(({ kind }) => kind === 'text');
  const values = texts.map(({ value }) => value);
  if (message.text !== '' && values.length === 0)
    complaints.push(`lost: ${name} "${message.text}"`);
  else if (values.join('|') !== message.text)
    complaints.push(`wrong text: ${name} is "${message.text}", stored ${JSON.stringify(values)}`);
  for (const { actor } of texts)
    if (actor !== message.actor) complaints.push(`wrong actor: ${name} ${actor}`);
  const sets = found.filter(({ kind }) => kind === 'reactions').map(({ value }) => value);
  if (sets.join('|') !== message.reactions)
    complaints.push(
      `wrong reactions: ${name} has "${message.reactions}", stored ${JSON.stringify(sets)}`,
    );
  const files = found.filter(({ kind }) => kind === 'file');
  for (const [id, bytes] of message.files) {
    const held = files.filter(({ fileId }) => fileId === id);
    const isExcused = stage.ledger.mirror.debts.has(`exception:${channelId}:${ts}:${id}`);
    if (held.length !== 1 && !isExcused)
      complaints.push(`file ${id} of ${name} is stored ${held.length} times`);
    if (held.some(({ value }) => value !== bytes))
      complaints.push(`file ${id} of ${name} has other bytes`);
  }
  for (const { fileId } of files)
    if (!message.files.has(fileId ?? '') && stage.setup.deletes === 'forget')
      complaints.push(`extra file ${fileId} of ${name}`);
  if (message.parent !== undefined)
    complaints.push(...judgeParent(stage, message, message.parent, texts, parts));
  return complaints;
}

/** A reply names its parent's event, whenever the parent stood there all the time (MAP-3). */
function judgeParent(
  { history, setup }: Stage,
  { channelId, ts }: ExpectedMessage,
  rootTs: string,
  texts: readonly StoredPart[],
  parts: readonly StoredPart[],
): string[] {
  const root = history.find(channelId, rootTs);
  const stood = root && !root.isSkipped && root.texts.every(({ value }) => value);
  if (!stood || setup.limits === 'clamped') return [];
  return texts.flatMap(({ precededBy }) => {
    const names = parts.some(
      (p) => precededBy.includes(p.eventId) && p.ts === rootTs && p.channelId === channelId,
    );
    return names ? [] : [`no parent: ${channelId} ${ts} does not name ${rootTs}`];
  });
}

/** Where an absence proves nothing: beyond what is served, unless younger than a day (SYN-11). */
function horizonOf({ time }: Stage, channel: TrueChannel): (ts: string) => boolean {
  const served = channel.messages.map(({ ts }) => String(ts));
  const [oldest] = served;
  const newest = served.at(-1);
  if (oldest === undefined || newest === undefined) return () => true;
  return (ts) => {
    const isOld = time.now() - Number(ts) * 1000 > dayMs - 60_000;
    return isOld && (ts < oldest || ts > newest);
  };
}

/** Nothing of a deleted message is anywhere: memory, ledger, intents, deliveries (MAP-6, SYN-16). */
function judgeTraces(stage: Stage, channelId: string, horizon: (ts: string) => boolean): string[] {
  const live = storedParts(stage.cortex).filter(({ isForgotten }) => !isForgotten);
  const everywhere = `${stage.ledger.mirror.text} ${live.map(({ value }) => value).join(' ')}`;
  const complaints: string[] = [];
  for (const history of stage.history.messages.values()) {
    if (history.channelId !== channelId || history.isSkipped) continue;
    if (history.texts.at(-1)?.value !== null || horizon(history.threadTs ?? history.ts)) continue;
    for (const { value } of history.texts)
      if (value && everywhere.includes(value))
        complaints.push(`trace: "${value}" of ${channelId} ${history.ts} was deleted`);
  }
  return complaints;
}

/** Stored versions were each once true, in truth order, none twice. */
function judgeVersions(stage: Stage, parts: readonly StoredPart[]): string[] {
  const complaints: string[] = [];
  for (const history of stage.history.messages.values()) {
    const mine = parts.filter((p) => p.channelId === history.channelId && p.ts === history.ts);
    for (const kind of ['text', 'reactions'] as const) {
      const stored = mine.filter((part) => part.kind === kind).map(({ value }) => value);
      const truth = history[kind === 'text' ? 'texts' : 'reactions'].map(({ value }) =>
        kind === 'text'
          ? value
          : (value?.replaceAll(/U[0-9A-Z]+/g, (id) => actor(stage, id)) ?? null),
      );
      if (!isInOrder(stored, kind === 'text' ? truth : truth.map(sorted)))
        complaints.push(
          `versions of the ${kind} of ${history.channelId} ${history.ts}: stored ${JSON.stringify(stored)}, true were ${JSON.stringify(truth)}`,
        );
    }
  }
  return complaints;
}

function actor({ sandbox }: Stage, id: string): string {
  return `user:${sandbox.world.user(id).email}`;
}

/** People in the order of their names, as the memory lists them. */
function sorted(sets: string | null): string | null {
  if (sets === null) return null;
  const one = (set: string) => {
    const [emoji = '', people = ''] = set.split('=');
    return `${emoji}=${people.split('+').toSorted().join('+')}`;
  };
  return sets === '' ? '' : sets.split(' ').map(one).join(' ');
}

/** One channel, one scope; two channels never share one (MAP-9). */
function judgeScopes(parts: readonly StoredPart[]): string[] {
  const owner = new Map<string, string>();
  const scopes = new Map<string, string>();
  const complaints = new Set<string>();
  for (const { scope, channelId } of parts) {
    if ((owner.get(scope) ?? channelId) !== channelId)
      complaints.add(`${scope} holds two channels`);
    if ((scopes.get(channelId) ?? scope) !== scope) complaints.add(`${channelId} has two scopes`);
    owner.set(scope, channelId);
    scopes.set(channelId, scope);
  }
  return [...complaints];
}

/** Nothing is under way any more, but what waits for channels that nobody follows. */
function judgeRest({ ledger, rejected, time }: Stage, followed: ReadonlySet<string>): string[] {
  const { intents, deliveries, debts, channels } = ledger.mirror;
  const owed = [...debts.values()].filter(
    ({ kind, channelId, due }) =>
      kind !== 'exception' &&
      followed.has(channelId) &&
      // reactions come to rest first, and an absence that nothing proves is looked at a few times
      !(['reactions', 'doubt'].includes(kind) && due > time.now()),
  );
  return [
    ...[...intents.keys()].map((key) => `intent left: ${key}`),
    // where nothing can be followed no run begins
    ...(channels.size === 0 ? [] : [...deliveries.keys()].map((id) => `delivery left: ${id}`)),
    ...owed.map(({ id, reason }) => `owed: ${id} ${reason ?? ''}`),
    ...(rejected > 0 ? [`${rejected} calls were rejected by a limit that we know`] : []),
  ];
}
