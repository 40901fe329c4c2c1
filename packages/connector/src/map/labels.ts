import type { Frame } from './frame.ts';

/** Bytes of one label, and labels of one experience (MAP-1). */
const maxBytes = 240;

/** What labels say beside the channel and the workspace; undefined ones don't apply. */
export interface LabelValues {
  ts: string;
  authorId?: string | undefined;
  threadTs?: string | undefined;
  fileId?: string | undefined;
  version?: string | undefined;
  supersedes?: string | undefined;
  redacted?: number | undefined;
}

/** The seed's two labels first, then ours, in one fixed order. */
export function labels(frame: Frame, values: LabelValues): string[] {
  const { channel, domain } = frame;
  const pairs: [string, string | undefined][] = [
    ['channel', channel.name],
    ['workspace', domain],
    ['channel_id', channel.id],
    ['team_id', channel.keyTeamId],
    ['author_id', values.authorId],
    ['ts', values.ts],
    ['thread_ts', values.threadTs],
    ['file_id', values.fileId],
    ['version', values.version],
    ['supersedes', values.supersedes],
    ['redacted', values.redacted ? String(values.redacted) : undefined],
  ];
  return pairs.flatMap(([name, value]) => (value === undefined ? [] : [cut(`${name}:${value}`)]));
}

/** At most `maxBytes` of UTF-8, never half a character. */
function cut(text: string): string {
  const bytes = new TextEncoder().encode(text.toWellFormed());
  if (bytes.length <= maxBytes) return text.toWellFormed();
  let end = maxBytes;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return new TextDecoder().decode(bytes.subarray(0, end));
}
