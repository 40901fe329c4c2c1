import type { FileView } from '@belay/contract/desk/conversation';
import type { Context } from '../../context.ts';
import { publicId } from '../../memory/ids.ts';
import type { FileRow } from './file-row.ts';

/** A file with a link that works for 5 minutes, for whoever may see the message (SEC-5). */
export function fileView(
  ctx: Pick<Context, 'fileLinks'>,
  row: Pick<FileRow, 'tenant' | 'id' | 'name' | 'size_bytes' | 'content_type'>,
): FileView {
  return {
    id: publicId('fil', row.id),
    name: row.name,
    size: row.size_bytes,
    content_type: row.content_type,
    url: ctx.fileLinks.link(row.tenant, row.id),
  };
}
