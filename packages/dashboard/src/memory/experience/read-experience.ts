import type { EventItem } from '@belay/contract/read';

/** What an experience is to a reader. */
export type ExperienceKind = 'message' | 'reply' | 'file' | 'reactions' | 'note';

export interface ReactionCount {
  emoji: string;
  count: number;
  actors: string[];
}

/** An event as a page shows it; what the labels don't tell is undefined. */
export interface Experience {
  id: string;
  kind: ExperienceKind;
  /** `user:ada@example.com`, `agent:…` or a service that wrote on behalf of many */
  actor: string;
  channel?: string;
  channelId?: string;
  teamId?: string;
  workspace?: string;
  /** Slack's ts of the message it belongs to */
  ts?: string;
  threadTs?: string;
  text: string;
  blobId?: string;
  reactions: ReactionCount[];
  /** the version that it replaced */
  supersedes?: string;
  /** secrets that were cut out */
  redacted: number;
  saidAt: string;
  recordedAt: string;
  /** when it was edited in Slack */
  editedAt?: string;
  scope: string;
  precededBy: string[];
}

/** Reads an event of the memory, whoever wrote it; never throws. */
export function readExperience(item: EventItem): Experience {
  const label = labelReader(item.labels);
  const content = record(item.content);
  const context = record(item.context);
  const threadTs = label('thread_ts');
  const ts = label('ts');
  const optional = {
    channel: label('channel'),
    channelId: label('channel_id'),
    teamId: label('team_id'),
    workspace: label('workspace'),
    ts,
    threadTs,
    blobId: text(content.blob_id) || undefined,
    supersedes: label('supersedes'),
    editedAt: text(context.source_recorded_at) || undefined,
  };
  return {
    ...defined(optional),
    id: item.event_id,
    kind: kindOf(item, content, threadTs !== undefined && threadTs !== ts),
    actor: item.observed_actor,
    text: text(content.text) || text(content.transcript) || jsonText(content),
    reactions: reactionsOf(content),
    redacted: Number(label('redacted') ?? 0) || 0,
    saidAt: item.observed_at,
    recordedAt: item.recorded_at,
    scope: item.scope,
    precededBy: Array.isArray(context.preceded_by)
      ? context.preceded_by.filter((id) => typeof id === 'string')
      : [],
  };
}

function kindOf(item: EventItem, content: Fields, isReply: boolean): ExperienceKind {
  if (item.modality === 'feedback') return 'reactions';
  if (content.kind === 'blob_ref') return 'file';
  if (content.kind === 'message') return isReply ? 'reply' : 'message';
  return 'note';
}

function reactionsOf(content: Fields): ReactionCount[] {
  const { reactions } = record(content.data);
  if (!Array.isArray(reactions)) return [];
  return reactions.map(record).flatMap(({ emoji, count, actors }) =>
    typeof emoji === 'string' && typeof count === 'number'
      ? [
          {
            emoji,
            count,
            actors: Array.isArray(actors) ? actors.filter((one) => typeof one === 'string') : [],
          },
        ]
      : [],
  );
}

/** Data that isn't reactions still shows something. */
function jsonText(content: Fields): string {
  if (content.kind !== 'json' || 'reactions' in record(content.data)) return '';
  return JSON.stringify(content.data, null, 2);
}

type Fields = Record<string, unknown>;

function record(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields) // any object has string keys and unknown values
    : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The first label of a name: the connector's own come first. */
function labelReader(labels: readonly string[]): (name: string) => string | undefined {
  return (name) => {
    const found = labels.find((label) => label.startsWith(`${name}:`));
    return found?.slice(name.length + 1) || undefined;
  };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(fields: T): Defined<T> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<T>; // the same keys, less the undefined ones
}
