import type { ThreadItem } from '@belay/contract/read';
import { type Experience, readExperience } from '../experience/read-experience.ts';

/** A message of a thread with what hangs on it. */
export interface ThreadRow {
  one: Experience;
  files: Experience[];
  reactions: Experience[];
}

/** A thread as people read it: messages in order, files and reactions at their message. Pure. */
export function threadRows(items: readonly ThreadItem[]): ThreadRow[] {
  const rows = new Map<string, ThreadRow>();
  const loose: ThreadRow[] = [];
  for (const item of items)
    if (item.relation === 'root' || item.relation === 'reply')
      rows.set(item.event_id, { one: readExperience(item), files: [], reactions: [] });
  for (const item of items) {
    if (item.relation === 'root' || item.relation === 'reply') continue;
    const one = readExperience(item);
    const owner = item.belongs_to === null ? undefined : rows.get(item.belongs_to);
    // a file that is a message of its own, or whose message was forgotten, stands for itself
    if (!owner) loose.push({ one, files: item.relation === 'file' ? [one] : [], reactions: [] });
    else if (item.relation === 'file') owner.files.push(one);
    else owner.reactions.push(one);
  }
  return [...rows.values(), ...loose].sort(
    (a, b) => Date.parse(a.one.saidAt) - Date.parse(b.one.saidAt),
  );
}
