import { serveFile, serveFileInfo } from '../../serve/serve-file.ts';
import type { StoredFile } from '../../world/model.ts';
import { isMember, visibleRoom } from '../access.ts';
import { ApiError } from '../api-error.ts';
import type { Call, Json, Method } from '../call.ts';
import { canSee, visibleFile } from '../visible-file.ts';

/** Greatest upload, as Slack's own: 1 GB. */
const largest = 1_073_741_824;

interface Named {
  id: string;
  title?: string;
}

function namedFiles(call: Call): Named[] {
  const value = call.args.json('files', 'invalid_arguments');
  if (!Array.isArray(value) || value.length === 0) throw new ApiError('invalid_arguments');
  return value.map((item: unknown) => {
    if (typeof item !== 'object' || item === null || !('id' in item))
      throw new ApiError('invalid_arguments');
    const title = 'title' in item && item.title ? { title: String(item.title) } : {};
    return { id: String(item.id), ...title };
  });
}

/** Turns finished uploads into files; all of them are there or none is made. */
function takeUploads(call: Call, named: Named[]): StoredFile[] {
  const uploads = named.map(({ id, title }) => {
    const upload = call.uploads.find(id);
    if (!upload?.bytes || upload.userId !== call.token.userId) throw new ApiError('file_not_found');
    return { ...upload, bytes: upload.bytes, title };
  });
  return uploads.map(({ fileId, name, bytes, title, snippetType }) => {
    call.uploads.finish(fileId);
    return call.world.addFile({
      id: fileId,
      name,
      user: call.token.userId,
      content: bytes,
      ...(title ? { title } : {}),
      ...(snippetType ? { mode: 'snippet' } : {}),
    });
  });
}

function share(call: Call, channelIds: string[], files: StoredFile[]): void {
  const comment = call.args.text('initial_comment');
  const blocks = call.args.json('blocks', 'invalid_blocks');
  const threadTs = call.args.text('thread_ts');
  for (const channel of channelIds)
    call.world.post({
      channel,
      user: call.token.userId,
      appId: call.app.id,
      text: comment ?? '',
      files: files.map((file) => file.id),
      ...(threadTs ? { threadTs } : {}),
      ...(Array.isArray(blocks) ? { blocks } : {}),
    });
}

export const fileMethods: Record<string, Method> = {
  'files.info': {
    status: 'partial',
    note: 'no comments',
    handle(call) {
      const file = visibleFile(call, call.args.need('file'));
      return {
        file: serveFileInfo(call.view, file),
        comments: [],
        response_metadata: { next_cursor: '' },
      };
    },
  },

  'files.list': {
    status: 'partial',
    note: 'types other than all are ignored',
    handle(call) {
      const count = call.args.number('count') ?? 100;
      const page = call.args.number('page') ?? 1;
      const channel = call.args.text('channel');
      const user = call.args.text('user');
      const from = Number(call.args.text('ts_from') || 0) * 1000;
      const to = Number(call.args.text('ts_to') || Number.POSITIVE_INFINITY) * 1000;
      const found = [...call.world.files.values()]
        .map((file) => file.current)
        .filter(
          (file) =>
            file.mode !== 'tombstone' &&
            canSee(call.world, call.token.userId, file) &&
            (!user || file.userId === user) &&
            (!channel || file.shares.some((place) => place.channelId === channel)) &&
            file.created >= from &&
            file.created <= to,
        )
        .reverse();
      const pages = Math.ceil(found.length / count);
      return {
        files: found
          .slice((page - 1) * count, page * count)
          .map((file): Json => serveFile(call.view, file)),
        paging: { count, total: found.length, page, pages },
      };
    },
  },

  'files.getUploadURLExternal': {
    status: 'supported',
    handle(call) {
      const length = call.args.number('length') ?? 0;
      if (length < 1) throw new ApiError('invalid_arguments');
      if (length > largest) throw new ApiError('file_upload_size_restricted');
      const snippetType = call.args.text('snippet_type');
      if (snippetType && length > 1_048_576) throw new ApiError('snippet_too_large');
      const upload = call.uploads.start(call.world.ids, {
        name: call.args.need('filename'),
        length,
        userId: call.token.userId,
        ...(snippetType ? { snippetType } : {}),
      });
      return {
        upload_url: `${call.baseUrl}/upload/v1/${upload.fileId}`,
        file_id: upload.fileId,
      };
    },
  },

  'files.completeUploadExternal': {
    status: 'supported',
    handle(call) {
      const named = namedFiles(call);
      const single = call.args.text('channel_id');
      const channels = single ? [single] : (call.args.list('channels') ?? []);
      for (const channelId of channels) {
        const channel = visibleRoom(call, channelId).info.current;
        if (!isMember(call, channel)) throw new ApiError('not_in_channel');
      }
      const files = takeUploads(call, named);
      share(call, channels, files);
      return { files: files.map((file) => serveFile(call.view, call.world.file(file.id))) };
    },
  },

  'files.delete': {
    status: 'supported',
    handle(call) {
      const file = visibleFile(call, call.args.need('file'));
      if (file.userId !== call.token.userId) throw new ApiError('cant_delete_file');
      call.world.deleteFile(file.id, call.token.userId);
      return {};
    },
  },
};
