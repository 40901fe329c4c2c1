import type { Failure } from '@belay/connector/progress';

/** Failures with one reason. */
export interface FailureGroup {
  kind: Failure['kind'];
  code: string;
  /** the sentence, said of the one or, without its name, of all */
  message: string;
  count: number;
  /** where it happened, at most a few: `#general`, `#general F012` */
  places: string[];
  /** the earliest next attempt, ms since the epoch */
  retryAt?: number;
}

const maxPlaces = 8;

/** Failures by reason, the most frequent first: a hundred of one kind are one thing to mend. */
export function groupFailures(failures: readonly Failure[]): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  const first = new Map<string, string | undefined>();
  for (const failure of failures) {
    const { kind, code, message, retryAt } = failure;
    const name = `${kind} ${code}`;
    const group = groups.get(name) ?? { kind, code, message, count: 0, places: [] };
    groups.set(name, group);
    if (group.count === 0) first.set(name, failure.channelName);
    group.count += 1;
    if (group.count === 2) group.message = general(group.message, first.get(name));
    const place = placeOf(failure);
    if (group.places.length < maxPlaces && !group.places.includes(place)) group.places.push(place);
    if (retryAt !== undefined) group.retryAt = Math.min(retryAt, group.retryAt ?? retryAt);
  }
  return [...groups.values()].toSorted((a, b) => b.count - a.count);
}

/** A sentence said of one channel, as it holds for all of them. */
function general(message: string, channelName: string | undefined): string {
  return channelName ? message.replaceAll(`#${channelName}`, 'that channel') : message;
}

function placeOf({ channelName, channelId, fileId, ts, kind }: Failure): string {
  const where = channelName ? `#${channelName}` : (channelId ?? kind);
  const what = kind === 'channel' ? undefined : (fileId ?? ts);
  return what === undefined ? where : `${where} ${what}`;
}
