import type { StoredFile } from '../world/model.ts';
import type { View } from './view.ts';

type Json = Record<string, unknown>;

/** The file object, or the stub that Slack shows instead of it. */
export function serveFile(view: View, file: StoredFile): Json {
  switch (file.mode) {
    case 'tombstone':
      return { id: file.id, mode: 'tombstone' };
    case 'hidden_by_limit':
      return { id: file.id, mode: 'hidden_by_limit', date_delete: 0 };
    case 'file_access':
      return {
        id: file.id,
        mode: 'file_access',
        file_access: 'check_file_info',
        created: 0,
        user: '',
      };
    default:
      return { ...described(view, file), ...sharesOf(view, file) };
  }
}

/** How `files.info` shows a file: the access stub of Slack Connect becomes the full object. */
export function serveFileInfo(view: View, file: StoredFile): Json {
  return serveFile(view, file.mode === 'file_access' ? { ...file, mode: 'hosted' } : file);
}

function described(view: View, file: StoredFile): Json {
  const team = view.world.team.current;
  const slug = encodeURIComponent(file.name.toLowerCase());
  const base = `${view.baseUrl}/files-pri/${team.id}-${file.id}`;
  const isExternal = file.mode === 'external';
  const created = Math.floor(file.created / 1000);
  return {
    id: file.id,
    created,
    timestamp: created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.filetype,
    pretty_type: file.filetype.toUpperCase(),
    user: file.userId,
    user_team: view.world.users.get(file.userId)?.current.teamId ?? team.id,
    editable: file.mode === 'snippet',
    size: file.size,
    mode: file.mode,
    is_external: isExternal,
    external_type: '',
    is_public: true,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: isExternal ? (file.externalUrl ?? '') : `${base}/${slug}`,
    ...(isExternal ? {} : { url_private_download: `${base}/download/${slug}` }),
    permalink: `https://${team.domain}.slack.com/files/${file.userId}/${file.id}/${slug}`,
    file_access: 'visible',
    has_rich_preview: false,
    ...(file.preview === undefined
      ? {}
      : { preview: file.preview, lines: file.preview.split('\n').length }),
  };
}

function sharesOf(view: View, file: StoredFile): Json {
  const shares: Record<'public' | 'private', Record<string, Json[]>> = { public: {}, private: {} };
  const lists: Record<'channels' | 'groups' | 'ims', string[]> = {
    channels: [],
    groups: [],
    ims: [],
  };
  for (const { channelId, ts } of file.shares) {
    const channel = view.world.rooms.get(channelId)?.info.current;
    if (!channel) continue;
    const visibility = channel.kind === 'public' ? 'public' : 'private';
    const known = shares[visibility][channelId] ?? [];
    shares[visibility][channelId] = [...known, { ts, channel_name: channel.name }];
    const list = {
      public: lists.channels,
      private: lists.groups,
      im: lists.ims,
      mpim: lists.groups,
    };
    list[channel.kind].push(channelId);
  }
  return {
    ...lists,
    shares: Object.fromEntries(
      Object.entries(shares).filter(([, channels]) => Object.keys(channels).length > 0),
    ),
  };
}
