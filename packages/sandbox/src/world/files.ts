import { edit, post } from './messages.ts';
import type { FileMode, Message, StoredFile } from './model.ts';
import type { When } from './people.ts';
import { Register } from './register.ts';
import type { WorldState } from './state.ts';

export interface NewFile extends When {
  id?: string;
  name: string;
  title?: string;
  user: string;
  content: Uint8Array | string;
  mimetype?: string;
  mode?: FileMode;
  externalUrl?: string;
}

const mimetypes: Record<string, string> = {
  csv: 'text/csv',
  gif: 'image/gif',
  html: 'text/html',
  jpg: 'image/jpeg',
  json: 'application/json',
  md: 'text/markdown',
  pdf: 'application/pdf',
  png: 'image/png',
  py: 'text/x-python',
  sh: 'text/x-sh',
  sql: 'text/x-sql',
  svg: 'image/svg+xml',
  ts: 'text/typescript',
  txt: 'text/plain',
  yaml: 'text/yaml',
  yml: 'text/yaml',
  zip: 'application/zip',
};

/** Stores a file, shared nowhere yet. */
export function addFile(world: WorldState, draft: NewFile): StoredFile {
  const at = draft.at ?? world.clock.now();
  const bytes =
    typeof draft.content === 'string' ? new TextEncoder().encode(draft.content) : draft.content;
  const filetype = /\.([A-Za-z0-9]+)$/.exec(draft.name)?.[1]?.toLowerCase() ?? 'binary';
  const mode = draft.mode ?? 'hosted';
  const file: StoredFile = {
    id: draft.id ?? world.ids.next('F'),
    name: draft.name,
    title: draft.title ?? draft.name,
    mimetype: draft.mimetype ?? mimetypes[filetype] ?? 'application/octet-stream',
    filetype,
    mode,
    size: bytes.byteLength,
    userId: draft.user,
    created: at,
    shares: [],
    ...(mode === 'snippet' ? { preview: new TextDecoder().decode(bytes.slice(0, 2000)) } : {}),
    ...(draft.externalUrl ? { externalUrl: draft.externalUrl } : {}),
  };
  world.files.set(file.id, new Register(at, file));
  world.bytes.set(file.id, bytes);
  world.record(at, { type: 'file_created', file, userId: file.userId });
  return file;
}

/** Uploads a file into a channel, with the message that carries it. */
export function upload(
  world: WorldState,
  draft: NewFile & { channel: string; text?: string; threadTs?: string; ts?: string },
): { file: StoredFile; message: Message } {
  const { channel, text, threadTs, ts, ...rest } = draft;
  const file = addFile(world, rest);
  const message = post(world, {
    channel,
    user: draft.user,
    files: [file.id],
    text: text ?? '',
    ...(draft.at === undefined ? {} : { at: draft.at }),
    ...(threadTs ? { threadTs } : {}),
    ...(ts ? { ts } : {}),
  });
  return { file: world.file(file.id), message };
}

/** Changes a file's record: title, mode (`hidden_by_limit`, `file_access`), … */
export function changeFile(
  world: WorldState,
  fileId: string,
  change: Partial<StoredFile>,
  when: When = {},
): StoredFile {
  const at = when.at ?? world.clock.now();
  const file = { ...world.file(fileId), ...change };
  world.files.get(fileId)?.set(at, file);
  world.record(at, { type: 'file_changed', file, userId: file.userId });
  return file;
}

/** Deletes a file: its messages keep a stub of mode `tombstone`. */
export function deleteFile(world: WorldState, fileId: string, by: string, when: When = {}): void {
  const at = when.at ?? world.clock.now();
  const file: StoredFile = { ...world.file(fileId), mode: 'tombstone' };
  world.files.get(fileId)?.set(at, file);
  world.bytes.delete(fileId);
  world.record(at, { type: 'file_deleted', file, userId: by });
  for (const { channelId, ts } of file.shares)
    if (world.rooms.get(channelId)?.timeline.find(ts)?.versions.current)
      edit(world, channelId, ts, { at, unmarked: true });
}
