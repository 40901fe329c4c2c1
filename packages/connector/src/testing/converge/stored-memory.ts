import type { CortexDouble } from '../cortex-double.ts';
import { reactionsText } from './history-of-slack.ts';

/** One experience as the memory holds it, read by its labels. */
export interface StoredPart {
  eventId: string;
  kind: 'text' | 'file' | 'reactions';
  channelId: string;
  ts: string;
  threadTs: string | undefined;
  scope: string;
  actor: string | undefined;
  /** the text, the bytes of the file, or the sets of reactions */
  value: string;
  fileId: string | undefined;
  precededBy: readonly string[];
  supersedes: string | undefined;
  isForgotten: boolean;
}

/** Everything that was ever captured, in that order; read without the connector's help. */
export function storedParts(memory: CortexDouble): StoredPart[] {
  return memory.events.map(({ eventId, experience, forgotten }) => {
    const { content, context, scope } = experience;
    const label = (name: string) =>
      context?.labels?.find((l) => l.startsWith(`${name}:`))?.slice(name.length + 1);
    const about = {
      eventId,
      channelId: label('channel_id') ?? '',
      ts: label('ts') ?? '',
      threadTs: label('thread_ts'),
      scope,
      actor: experience.observed_actor,
      fileId: label('file_id'),
      precededBy: context?.preceded_by ?? [],
      supersedes: label('supersedes'),
      isForgotten: forgotten,
    };
    if (content.kind === 'message') return { ...about, kind: 'text', value: content.text };
    if (content.kind === 'blob_ref') {
      const bytes = memory.blobs.get(content.blob_id);
      return { ...about, kind: 'file', value: new TextDecoder().decode(bytes) };
    }
    return { ...about, kind: 'reactions', value: setsOf(content) };
  });
}

function setsOf(content: object): string {
  const data = 'data' in content ? content.data : undefined;
  const sets =
    typeof data === 'object' && data !== null && 'reactions' in data ? data.reactions : [];
  const known = Array.isArray(sets) ? sets : [];
  return reactionsText(known.map(({ emoji, actors }) => ({ name: emoji, users: actors })));
}

/** Those that no other live one supersedes. */
export function currentParts(parts: readonly StoredPart[]): StoredPart[] {
  const live = parts.filter(({ isForgotten }) => !isForgotten);
  const passed = new Set(live.map(({ supersedes }) => supersedes));
  return live.filter(({ eventId }) => !passed.has(eventId));
}
