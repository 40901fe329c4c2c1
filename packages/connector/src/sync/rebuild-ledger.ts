import { baseKey } from '../map/key.ts';
import { fixedScope, readScope } from '../map/read-scope.ts';
import { type StoredPart, storedPart } from '../map/stored-event.ts';
import { packRegisters, type Registers, unpackRegisters } from '../observe/registers.ts';
import type { ChannelRecord, MessageRecord } from '../ports.ts';
import { partOf } from './draft.ts';
import { hold } from './hold.ts';
import { listed } from './listed.ts';
import { SyncRefused } from './options.ts';
import { keepsScopes, type Run } from './run.ts';

const endOfTime = '9999999999.999999';
const unknown: Registers = { life: { lo: 0, hi: 0, value: 'live' } };

/**
 * A new ledger over a memory that may hold this workspace already: what it lists is taken up, so
 * that a lost ledger costs requests only; certificates are earned anew (SYN-14). Run again after
 * a crash it comes to the same.
 */
export async function rebuildLedger(run: Run, acceptDuplicates: boolean): Promise<void> {
  const scope = fixedScope(run.template);
  if (scope !== undefined && (await takeListed(run, scope))) return;
  if (!acceptDuplicates)
    throw new SyncRefused(
      'memory_cannot_list',
      'This memory can not say what it holds already, so a first sync could write it twice: accept duplicates if it is empty or that is all right.',
    );
}

/** False where the memory has no listing. */
async function takeListed(run: Run, scope: string): Promise<boolean> {
  const query = { scope, label: `team_id:${run.identity.teamId}` };
  const versions: StoredPart[] = [];
  let cursor: string | undefined;
  do {
    const asked = cursor === undefined ? query : { ...query, cursor };
    const page = await hold(run, () => listed(run.memory, asked, run.stop.signal));
    if (!page) return false;
    const parts = page.events.flatMap((event) => storedPart(event) ?? []);
    versions.push(...parts.filter(({ supersedes }) => supersedes !== undefined));
    await takeUp(
      run,
      parts.filter(({ supersedes }) => supersedes === undefined),
    );
    cursor = page.cursor;
  } while (cursor !== undefined);
  await takeVersions(run, versions);
  return true;
}

/** Versions in the order in which each names the one before it. */
async function takeVersions(run: Run, versions: readonly StoredPart[]): Promise<void> {
  const inBatch = new Set(versions.map(({ eventId }) => eventId));
  let waiting = [...versions];
  for (let before = -1; waiting.length > 0 && waiting.length !== before; ) {
    before = waiting.length;
    const ready = waiting.filter(({ supersedes }) => !inBatch.has(supersedes ?? ''));
    // each message once in a round: the next version waits for this one
    await takeUp(run, ready);
    for (const { eventId } of ready) inBatch.delete(eventId);
    waiting = waiting.filter(({ eventId }) => inBatch.has(eventId));
  }
  await takeUp(run, waiting);
}

async function takeUp(run: Run, parts: readonly StoredPart[]): Promise<void> {
  if (parts.length === 0) return;
  const channels = new Map((await run.ledger.channels()).map((c) => [c.channelId, c]));
  const records = new Map<string, MessageRecord>();
  const recordOf = async (part: StoredPart, ts: string): Promise<MessageRecord> => {
    const id = `${part.channelId} ${ts}`;
    const known =
      records.get(id) ??
      (await run.ledger.messages(part.channelId, [ts])).get(ts) ??
      emptyRecord(part, ts);
    records.set(id, known);
    return known;
  };
  for (const part of parts) {
    if (!channels.has(part.channelId)) channels.set(part.channelId, channelOf(run, part));
    const record = await recordOf(part, part.ts);
    addPart(run, record, part);
    if (part.threadTs !== undefined && part.threadTs !== part.ts)
      owesThread(await recordOf(part, part.threadTs));
  }
  await run.ledger.commit({ channels: [...channels.values()], messages: [...records.values()] });
}

function addPart(run: Run, record: MessageRecord, stored: StoredPart): void {
  const { part, key, digest, eventId, supersedes } = stored;
  record.state = 'live';
  if (stored.threadTs !== undefined) record.threadTs = stored.threadTs;
  record.inChannel = stored.threadTs === undefined || stored.threadTs === stored.ts;
  if (keepsScopes(run)) record.scope = stored.scope;
  const id = { teamId: stored.keyTeamId, channelId: stored.keyChannelId, ts: stored.ts };
  if (key === baseKey(id)) record.bareKey = part;
  // its first version was forgotten when an edit replaced it
  else if (part === 'text' && supersedes !== undefined) record.bareKey ??= part;
  const before = partOf(record, part);
  const ids = new Set(before?.earlier ?? []);
  if (before?.eventId !== undefined && before.eventId !== eventId) ids.add(before.eventId);
  if (supersedes !== undefined) ids.add(supersedes);
  ids.delete(eventId);
  const earlier = ids.size === 0 ? {} : { earlier: [...ids] };
  const next = { part, key, digest, eventId, ...earlier };
  record.parts = [...record.parts.filter((known) => known.part !== part), next];
}

/** A root whose replies are known: its thread is read again before it counts as proved. */
function owesThread(root: MessageRecord): void {
  const registers = unpackRegisters(root.registers) ?? unknown;
  root.registers = packRegisters({ ...registers, thread: { lo: 0, hi: 0, value: '?' } });
  root.threadReadAt = 0;
}

function emptyRecord({ channelId }: StoredPart, ts: string): MessageRecord {
  return {
    channelId,
    ts,
    inChannel: true,
    parts: [],
    registers: packRegisters(unknown),
    // until one of its own experiences is met
    state: 'skipped',
  };
}

function channelOf(run: Run, part: StoredPart): ChannelRecord {
  const { channelId, channelName, keyChannelId, keyTeamId } = part;
  return {
    channelId,
    name: channelName,
    keyChannelId,
    keyTeamId,
    isPrivate: false,
    scopeName: readScope(run.template, part.scope)?.channel ?? channelName,
    state: 'active',
    target: endOfTime,
  };
}
