import type { FileView, MessageView } from '@belay/contract/desk/conversation';
import type pg from 'pg';
import type { Context } from '../../../context.ts';
import { publicId } from '../../../memory/ids.ts';
import { fileView } from '../../files/file-view.ts';
import { filesOf } from '../../files/files-of.ts';
import { type MessageChoice, type MessageRow, readMessages } from './read-messages.ts';

/** Messages as operators see them, in order. */
export async function messageViews(
  ctx: Context,
  db: pg.Pool | pg.PoolClient,
  ref: { tenant: string; conversation: string },
  choice: MessageChoice,
): Promise<MessageView[]> {
  const rows = await readMessages(db, ref, choice, false);
  const files = await fileViews(ctx, db, ref.tenant, rows);
  return rows.map((row) => messageView(row, files.get(row.id) ?? []));
}

/** What hangs on these messages; of deleted ones nothing. */
export async function fileViews(
  ctx: Context,
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  rows: readonly MessageRow[],
): Promise<Map<string, FileView[]>> {
  const ids = rows.filter(({ kind }) => kind === 'text' || kind === 'note').map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const files = await filesOf(db, tenant, ids);
  return new Map([...files].map(([id, some]) => [id, some.map((file) => fileView(ctx, file))]));
}

export function messageView(row: MessageRow, files: FileView[]): MessageView {
  return {
    id: publicId('msg', row.id),
    conversation_id: publicId('cnv', row.conversation),
    seq: row.seq,
    cycle: row.cycle,
    turn: row.turn,
    author: authorOf(row),
    kind: row.kind,
    text: row.text,
    line: row.line,
    citations: row.citations,
    files,
    via: row.via,
    client_id: row.client_id,
    taught: row.taught,
    edited_at: row.edited_at?.toISOString() ?? null,
    deleted_at: row.deleted_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}

function authorOf(row: MessageRow): MessageView['author'] {
  switch (row.author) {
    case 'visitor':
      return { kind: 'visitor', id: publicId('vis', row.visitor), name: row.visitor_name };
    case 'agent':
      return { kind: 'agent', id: publicId('agt', row.agent), name: row.agent_name };
    case 'operator':
    case 'system':
      return { kind: row.author, id: row.person, name: row.author_name };
  }
}
