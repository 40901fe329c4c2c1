import type { StoredEvent } from '../ports.ts';
import { digest } from './digest.ts';
import { baseKey, fileKey, type MessageId, versionKeyOf } from './key.ts';

/** What an experience of ours says about itself in its labels: ids, no text. */
export interface StoredPart {
  eventId: string;
  scope: string;
  channelId: string;
  channelName: string;
  keyChannelId: string;
  keyTeamId: string;
  ts: string;
  threadTs?: string;
  /** `text`, `reactions` or `file:<id>` */
  part: string;
  key: string;
  /** see `contentDigest`; a file's is that of its blob */
  digest: string;
  supersedes?: string;
}

/** Reads one listed event back; undefined for what this connector did not write. */
export function storedPart({ eventId, scope, experience }: StoredEvent): StoredPart | undefined {
  const labels = labelsOf(experience.context?.labels ?? []);
  const { channel, channel_id: channelId, team_id: teamId, ts, thread_ts: threadTs } = labels;
  const part = partName(experience, labels.file_id);
  if (!channelId || !teamId || !ts || part === undefined) return undefined;
  const given = experience.idempotency_key?.split(':') ?? [];
  const isFirst = (experience.context?.preceded_by ?? []).length === 0;
  const id: MessageId = { teamId, channelId: given[2] ?? channelId, ts };
  return {
    eventId,
    scope,
    channelId,
    channelName: channel ?? channelId,
    keyChannelId: id.channelId,
    keyTeamId: id.teamId,
    ts,
    ...(threadTs === undefined ? {} : { threadTs }),
    part,
    key: experience.idempotency_key ?? keyOf(id, part, labels.version, isFirst),
    digest:
      experience.content.kind === 'blob_ref'
        ? experience.content.blob_id.slice(-16)
        : contentDigest(experience.content),
    ...(labels.supersedes === undefined ? {} : { supersedes: labels.supersedes }),
  };
}

/** Stands for content whose canonical value is not known: marked, so that it equals no other. */
export function contentDigest(content: unknown): string {
  return `?${digest(JSON.stringify(sorted(content)), 16)}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(pairs.map(([name, member]) => [name, sorted(member)]));
}

function partName({ content, modality }: StoredEvent['experience'], fileId: string | undefined) {
  if (content.kind === 'message') return 'text';
  if (modality === 'feedback') return 'reactions';
  return fileId === undefined ? undefined : `file:${fileId}`;
}

/** A memory that lists no keys: a first text or file is taken to have the key it would get. */
function keyOf(id: MessageId, part: string, version: string | undefined, isFirst: boolean): string {
  if (version !== undefined) return versionKeyOf(id, version);
  return part.startsWith('file:') && !isFirst
    ? fileKey(id, part.slice('file:'.length))
    : baseKey(id);
}

function labelsOf(labels: readonly string[]): Partial<Record<string, string>> {
  return Object.fromEntries(
    labels.map((label) => {
      const colon = label.indexOf(':');
      return [label.slice(0, colon), label.slice(colon + 1)];
    }),
  );
}
