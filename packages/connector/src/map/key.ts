import { digest } from './digest.ts';

/** CortexDB's ceiling for an idempotency key. */
const maxLength = 64;

/** `m` a body, `f` a file, `r` the reactions. */
export type VersionKind = 'm' | 'f' | 'r';

/** What a message is called for good: the first team, channel and ts it was seen under (KEY-3). */
export interface MessageId {
  teamId: string;
  channelId: string;
  ts: string;
}

/** `slack:<team>:<channel>:<ts>`, the seed's key: the first experience written for a message. */
export function baseKey(id: MessageId): string {
  return fit(`slack:${id.teamId}:${id.channelId}:${id.ts}`);
}

/** The key of a file when another part holds the bare one (KEY-2). */
export function fileKey(id: MessageId, fileId: string): string {
  return fit(`slack:${id.teamId}:${id.channelId}:${id.ts}:${fileId}`);
}

/**
 * The key of a later value. Chained to the key before it, so that add, remove, add are three
 * writes, and a retry after a crash derives the same key (KEY-1).
 * @param before the key of the version before; for the first reactions the message's base
 * @param value the canonical new value, in Slack's own ids
 */
export function versionKey(
  id: MessageId,
  kind: VersionKind,
  before: string,
  value: string,
): string {
  return versionKeyOf(id, `${kind}.${digest(`${before}\n${value}`, 10)}`);
}

/** The key behind a `version:` label. */
export function versionKeyOf(id: MessageId, suffix: string): string {
  return fit(`slack:${id.teamId}:${id.channelId}:${id.ts}:${suffix}`);
}

/** `m.<digest>` of a version key; undefined for the keys of first writes. */
export function versionSuffix(key: string): string | undefined {
  return /:([mfr]\.[a-z2-7]{10})$/.exec(key)?.[1];
}

function fit(key: string): string {
  return key.length <= maxLength ? key : `slack:~${digest(key, 40)}`;
}
