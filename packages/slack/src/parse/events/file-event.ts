import type { FileEvent } from '../event.ts';
import { defined, type Fields, fields, firstText, text } from '../fields.ts';

const changes: Readonly<Record<string, FileEvent['change']>> = {
  file_created: 'created',
  file_shared: 'shared',
  file_unshared: 'unshared',
  file_change: 'changed',
  file_deleted: 'deleted',
  file_public: 'made_public',
};

export function fileEvent(event: Fields): FileEvent | undefined {
  const change = changes[text(event.type) ?? ''];
  const fileId = firstText(event.file_id, fields(event.file).id);
  if (change === undefined || fileId === undefined) return undefined;
  return defined({
    kind: 'file' as const,
    change,
    fileId,
    channelId: text(event.channel_id),
    userId: text(event.user_id),
  });
}
