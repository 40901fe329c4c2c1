import type { Citation, FileView } from '@belay/contract/desk/conversation';
import type { WidgetMessage } from '@belay/contract/desk/widget';
import type pg from 'pg';
import type { Context } from '../../../context.ts';
import { publicId } from '../../../memory/ids.ts';
import { picturePath } from '../../slack/picture/picture-path.ts';
import { firstName } from '../state/first-name.ts';
import { fileViews } from './message-views.ts';
import { type MessageChoice, type MessageRow, readMessages } from './read-messages.ts';

/** Messages as the visitor sees them, in order: no notes, no drafts. */
export async function widgetMessages(
  ctx: Context,
  db: pg.Pool | pg.PoolClient,
  ref: { tenant: string; conversation: string },
  choice: MessageChoice,
): Promise<WidgetMessage[]> {
  const rows = await readMessages(db, ref, choice, true);
  const files = await fileViews(ctx, db, ref.tenant, rows);
  return rows.flatMap((row) => widgetMessage(row, files.get(row.id) ?? []) ?? []);
}

/** Undefined for what the team keeps to itself. */
export function widgetMessage(row: MessageRow, files: FileView[]): WidgetMessage | undefined {
  if (row.kind === 'note' || row.kind === 'draft') return undefined;
  return {
    id: publicId('msg', row.id),
    seq: row.seq,
    turn: row.turn,
    author: {
      kind: row.author,
      name: nameOf(row),
      picture: row.author === 'operator' ? picturePath(row.author_picture) : null,
    },
    kind: row.kind,
    text: row.text,
    line: row.line,
    citations: row.citations.flatMap((citation) => shown(citation, row.shown_citations)),
    files,
    client_id: row.author === 'visitor' ? row.client_id : null,
    edited_at: row.edited_at?.toISOString() ?? null,
    deleted_at: row.deleted_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}

function nameOf(row: MessageRow): string | null {
  switch (row.author) {
    case 'agent':
      return row.agent_name;
    case 'operator':
      return row.author_name && firstName(row.author_name);
    default:
      return null;
  }
}

/** What the team says among itself is shown as far as the agent's admins allow (DSK-3). */
function shown(
  { n, label, source, said_at, url }: Citation,
  allowed: MessageRow['shown_citations'],
): WidgetMessage['citations'] {
  if (allowed === 'none') return [];
  const isOurs = source === 'slack' || source === 'desk';
  return [{ n, label, said_at, url: isOurs && allowed !== 'link' ? null : url }];
}
