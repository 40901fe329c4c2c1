import type { Message } from '../world/model.ts';
import { ApiError } from './api-error.ts';
import { blockFaults } from './block-faults.ts';
import { each, isObject } from './block-rules.ts';
import type { Call } from './call.ts';

/** Slack publishes no number; this is far above what an app needs to find its posts again. */
const longestMetadata = 16_000;

export interface Content {
  text?: string;
  blocks?: readonly unknown[];
  attachments?: readonly unknown[];
  metadata?: NonNullable<Message['metadata']>;
}

/** Text, blocks, attachments and metadata of a posting call, within Slack's limits. */
export function messageContent(
  call: Pick<Call, 'args'>,
  limit: { longest: number; isCut: boolean },
): Content {
  const markdown = call.args.text('markdown_text');
  const given = call.args.text('text');
  const blocks = listOf(call, 'blocks', 'invalid_blocks_format');
  const attachments = listOf(call, 'attachments', 'invalid_attachments');
  if (markdown && (given || blocks)) throw new ApiError('markdown_text_conflict');
  if (markdown && markdown.length > 12_000) throw new ApiError('msg_too_long');
  const text = markdown ?? given;
  if (!text && !blocks?.length && !attachments?.length && !call.args.has('file_ids'))
    throw new ApiError('no_text');
  if (text && text.length > limit.longest && !limit.isCut) throw new ApiError('msg_too_long');
  if (attachments && attachments.length > 100) throw new ApiError('too_many_attachments');
  const faults = [
    ...blockFaults(blocks ?? []),
    ...each(
      attachments,
      (one, at) =>
        isObject(one) && Array.isArray(one.blocks)
          ? blockFaults(one.blocks, { most: 50, at: `${at}/blocks` })
          : [],
      '/attachments',
    ),
  ];
  if (faults.length > 0)
    throw new ApiError('invalid_blocks', {
      errors: faults,
      response_metadata: { messages: faults.map((fault) => `[ERROR] ${fault}`) },
    });
  const metadata = metadataOf(call);
  return {
    ...(text === undefined ? {} : { text: text.slice(0, limit.longest) }),
    ...(blocks ? { blocks: withIds(blocks) } : {}),
    ...(attachments ? { attachments: attachments.map(numbered) } : {}),
    ...(metadata ? { metadata } : {}),
  };
}

function listOf(call: Pick<Call, 'args'>, name: string, failure: string): unknown[] | undefined {
  const value = call.args.json(name, failure);
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new ApiError(failure);
  return value;
}

/** Slack gives every block an id; a place in the message is enough of one here. */
function withIds(blocks: unknown[]): unknown[] {
  return blocks.map((block, i) =>
    typeof block === 'object' && block !== null ? { block_id: `b${i}`, ...block } : block,
  );
}

function numbered(attachment: unknown, i: number): unknown {
  return typeof attachment === 'object' && attachment !== null
    ? { id: i + 1, ...attachment }
    : attachment;
}

function metadataOf(call: Pick<Call, 'args'>): Message['metadata'] {
  const value = call.args.json('metadata', 'invalid_metadata_format');
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || value === null) throw new ApiError('invalid_metadata_format');
  const { event_type, event_payload } = Object.fromEntries(Object.entries(value));
  if (typeof event_type !== 'string' || typeof event_payload !== 'object' || !event_payload)
    throw new ApiError('invalid_metadata_schema');
  if (JSON.stringify(event_payload).length > longestMetadata)
    throw new ApiError('metadata_too_large');
  return { event_type, event_payload: { ...event_payload } };
}
