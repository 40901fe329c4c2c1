import type { GroupEvent } from '../event.ts';
import { defined, type Fields, fields, firstText, isObject, whole } from '../fields.ts';

/** A user group was made, changed, or gained or lost members. */
export function groupEvent(event: Fields): GroupEvent | undefined {
  const group = fields(event.subteam);
  const groupId = firstText(group.id, event.subteam_id);
  if (groupId === undefined) return undefined;
  return defined({
    kind: 'group_changed' as const,
    groupId,
    handle: firstText(group.handle, group.name),
    isDeleted: isObject(event.subteam) ? (whole(group.date_delete) ?? 0) > 0 : undefined,
  });
}
