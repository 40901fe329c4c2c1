import { emojiSign } from '@belay/sandbox/page/emoji-sign';

/** An experience of the demo tenant, in the words of the page. */
export interface Remembered {
  eventId: string;
  kind: 'message' | 'reply' | 'file' | 'reactions';
  /** `user:mara@…`, as the memory keeps it */
  actor: string;
  channel: string;
  channelId: string;
  /** Slack's message id */
  ts: string;
  threadTs?: string;
  text: string;
  /** a later version of something said before: counted once */
  supersedes?: string;
  /** ms since the epoch: when it was said, and when the memory took it */
  saidAt: number;
  recordedAt: number;
}

type Json = Record<string, unknown>;

/**
 * Reads one item of `GET /v1/events` or of a recall pack. Undefined for what the connector did not
 * write: the page shows messages, replies, files and reactions, nothing else.
 */
export function readRemembered(item: unknown): Remembered | undefined {
  if (!isObject(item)) return undefined;
  const context = isObject(item.context) ? item.context : item;
  const given = item.labels ?? context.labels;
  const labels = Array.isArray(given) ? given.filter(isString) : [];
  const label = (name: string) =>
    labels.find((value) => value.startsWith(`${name}:`))?.slice(name.length + 1);

  const eventId = text(item.event_id) || text(item.id);
  const channel = label('channel');
  const ts = label('ts');
  const content = item.content;
  if (!eventId || !channel || !ts || !isObject(content)) return undefined;

  const threadTs = label('thread_ts');
  const supersedes = label('supersedes');
  return {
    eventId,
    kind: kindOf(text(item.modality), content, threadTs !== undefined && threadTs !== ts),
    actor: text(item.observed_actor),
    channel,
    channelId: label('channel_id') ?? '',
    ts,
    ...(threadTs && { threadTs }),
    text: wordsOf(content),
    ...(supersedes && { supersedes }),
    saidAt: Date.parse(text(item.observed_at) || text(context.observed_at)),
    recordedAt: Date.parse(text(item.recorded_at)),
  };
}

function kindOf(modality: string, content: Json, isReply: boolean): Remembered['kind'] {
  if (modality === 'feedback') return 'reactions';
  if (content.kind === 'blob_ref') return 'file';
  return isReply ? 'reply' : 'message';
}

/** What a card says: the text, a file's transcript, or the reactions in one line. */
function wordsOf(content: Json): string {
  if (content.kind === 'blob_ref') return text(content.transcript);
  if (content.kind !== 'json' || !isObject(content.data)) return text(content.text);
  const reactions = Array.isArray(content.data.reactions) ? content.data.reactions : [];
  return reactions
    .filter(isObject)
    .map((reaction) => `${emojiSign(text(reaction.emoji))} ${Number(reaction.count)}`)
    .join('   ');
}

const isString = (value: unknown): value is string => typeof value === 'string';
const text = (value: unknown): string => (isString(value) ? value : '');
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
