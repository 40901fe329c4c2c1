import type { EventVersion, ThreadItem } from '@belay/contract/read';

/** Everything that goes with an experience: all of its versions, and what hangs on any of them. */
export function forgetIds(
  id: string,
  versions: readonly Pick<EventVersion, 'event_id'>[],
  thread: readonly Pick<ThreadItem, 'event_id' | 'relation' | 'belongs_to'>[],
): string[] {
  const own = new Set([id, ...versions.map(({ event_id }) => event_id)]);
  const hanging = thread.filter(
    ({ relation, belongs_to }) =>
      (relation === 'file' || relation === 'reactions') &&
      belongs_to !== null &&
      own.has(belongs_to),
  );
  return [...own, ...hanging.map(({ event_id }) => event_id).filter((one) => !own.has(one))];
}
