import type { Part } from '@belay/connector/ports';

/** Where a message is: what its keys repeat. */
interface Place {
  channelId: string;
  ts: string;
}

/** part, key, digest, event id or null, ids of the versions before it */
type PackedPart = [string, string, string, (string | null)?, string[]?];

/**
 * The parts of a message as compact JSON. A key `slack:<team>:<channel>:<ts>…` repeats its row: the
 * team and what follows are kept; an event id's 32 hex digits become 22 characters. Lossless for
 * keys and ids of any other shape.
 */
export function packParts(parts: readonly Part[], place: Place): string {
  return JSON.stringify(parts.map((part) => packPart(part, place)));
}

export function unpackParts(text: string, place: Place): Part[] {
  // written by packParts alone
  return (JSON.parse(text) as PackedPart[]).map((part) => unpackPart(part, place));
}

function packPart(part: Part, place: Place): PackedPart {
  const packed: PackedPart = [part.part, packKey(part.key, place), part.digest];
  if (part.eventId !== undefined || part.earlier)
    packed.push(part.eventId === undefined ? null : packId(part.eventId));
  if (part.earlier) packed.push(part.earlier.map(packId));
  return packed;
}

function unpackPart([part, key, digest, eventId, earlier]: PackedPart, place: Place): Part {
  return {
    part,
    key: unpackKey(key, place),
    digest,
    ...(typeof eventId === 'string' ? { eventId: unpackId(eventId) } : {}),
    ...(earlier ? { earlier: earlier.map(unpackId) } : {}),
  };
}

function packKey(key: string, { channelId, ts }: Place): string {
  const team = /^slack:([A-Z0-9]+):/.exec(key)?.[1];
  const base = `slack:${team}:${channelId}:${ts}`;
  return team !== undefined && key.startsWith(base)
    ? `${team}/${key.slice(base.length)}`
    : `=${key}`;
}

function unpackKey(packed: string, { channelId, ts }: Place): string {
  if (packed.startsWith('=')) return packed.slice(1);
  const slash = packed.indexOf('/');
  return `slack:${packed.slice(0, slash)}:${channelId}:${ts}${packed.slice(slash + 1)}`;
}

const ownId = /^evt_[0-9a-f]{32}$/;

function packId(id: string): string {
  return ownId.test(id) ? Buffer.from(id.slice(4), 'hex').toString('base64url') : `=${id}`;
}

function unpackId(id: string): string {
  if (id.startsWith('=')) return id.slice(1);
  return `evt_${Buffer.from(id, 'base64url').toString('hex')}`;
}
