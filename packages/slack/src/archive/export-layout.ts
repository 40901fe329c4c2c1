import { SlackError } from '../error.ts';
import type { Channel } from '../model.ts';
import { parseChannel } from '../parse/channel.ts';
import { fields, list, text } from '../parse/fields.ts';
import type { Report } from './problem.ts';
import type { ZipReader } from './zip-reader.ts';

export interface ExportedChannel {
  channel: Channel;
  /** paths of its day files, oldest first */
  days: string[];
}

export interface ExportLayout {
  /** folder in which everything lies, empty or with its slash */
  root: string;
  channels: ExportedChannel[];
}

const dayFile = /^(.+)\/(\d{4}-\d{2}-\d{2})\.json$/;

/** Which files of an export belong to which channel. Throws `SlackError` when it is none. */
export async function exportLayout(zip: ZipReader, report: Report): Promise<ExportLayout> {
  const names = [...zip.names];
  const root = rootOf(names);
  const folders = foldersOf(names, root);
  const listed = [
    ...(await channelsOf(zip, root, 'channels.json', false)),
    ...(await channelsOf(zip, root, 'groups.json', true)),
  ];
  if (listed.length === 0)
    throw new SlackError('not_an_export', 'The ZIP lists no channels in channels.json.', {
      class: 'request',
    });
  const direct = await directFolders(zip, root);
  const channels = listed.map((channel) => {
    const folder = [channel.name.normalize('NFC'), channel.id].find((name) => folders.has(name));
    const days = folder === undefined ? [] : (folders.get(folder) ?? []);
    if (folder !== undefined) folders.delete(folder);
    return { channel, days };
  });
  for (const [folder, days] of folders)
    if (!direct.has(folder))
      report({
        path: `${root}${folder}/`,
        reason: `no list names its channel, so ${days.length} of its files were left out`,
      });
  return { root, channels };
}

/** Exports are sometimes packed again, with their folder around everything. */
function rootOf(names: string[]): string {
  const found = names
    .map((name) => /^((?:[^/]+\/)?)channels\.json$/.exec(name)?.[1])
    .filter((root) => root !== undefined)
    .sort((a, b) => a.length - b.length);
  if (found[0] !== undefined) return found[0];
  throw new SlackError('not_an_export', 'The ZIP has no channels.json: it is no Slack export.', {
    class: 'request',
  });
}

function foldersOf(names: string[], root: string): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const name of names.filter((each) => each.startsWith(root)).sort()) {
    const folder = dayFile.exec(name.slice(root.length))?.[1];
    if (folder === undefined || folder.includes('/')) continue;
    const days = folders.get(folder);
    if (days) days.push(name);
    else folders.set(folder, [name]);
  }
  return folders;
}

/** Everything in an export was readable to whoever made it: membership is no question. */
async function channelsOf(
  zip: ZipReader,
  root: string,
  file: string,
  isPrivate: boolean,
): Promise<Channel[]> {
  return list(await zip.json(`${root}${file}`)).flatMap((raw) => {
    const channel = parseChannel(raw);
    return channel
      ? [{ ...channel, isMember: true, isPrivate: isPrivate || channel.isPrivate }]
      : [];
  });
}

/** Direct messages lie in folders, too; they are never followed, which is no problem to report. */
async function directFolders(zip: ZipReader, root: string): Promise<Set<string>> {
  const files = await Promise.all(['dms.json', 'mpims.json'].map((file) => zip.json(root + file)));
  const direct = files.flatMap(list).map(fields);
  return new Set(
    direct.flatMap(({ id, name }) => [text(id), text(name)]).filter((n) => n !== undefined),
  );
}
