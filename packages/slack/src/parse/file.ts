import type { SlackFile } from '../model.ts';
import { defined, fields, firstText, text, whole } from './fields.ts';

const latestMs = 8_640_000_000_000_000;

/** A raw file object; undefined without an id, or one that no id looks like. */
export function parseFile(raw: unknown): SlackFile | undefined {
  const file = fields(raw);
  const id = text(file.id);
  if (id === undefined || !/^[A-Za-z0-9_-]{1,64}$/.test(id)) return undefined;
  const created = (whole(file.created) ?? whole(file.timestamp) ?? 0) * 1000;
  return defined({
    id,
    name: firstText(file.name, file.title) ?? id,
    title: text(file.title),
    mimetype: text(file.mimetype) ?? 'application/octet-stream',
    filetype: text(file.filetype),
    size: whole(file.size) ?? 0,
    mode: modeOf(file),
    urlPrivate: firstText(file.url_private_download, file.url_private),
    created: created <= latestMs ? created : 0,
    userId: text(file.user),
    preview: firstText(file.plain_text, file.preview_plain_text, file.preview),
  });
}

/** The stub of a Slack Connect event says `check_file_info`; its mode is not always set. */
function modeOf(file: Record<string, unknown>): string {
  if (file.file_access === 'check_file_info') return 'file_access';
  if (text(file.mode) !== undefined) return String(file.mode);
  return file.is_external === true ? 'external' : 'hosted';
}
