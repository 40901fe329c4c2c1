import { type PersonKey, people, userId } from '@belay/sandbox/demo-world/people';

/** By what stands before the @ of an actor: a mail handle, or the user id where there is no address. */
const names = new Map(
  (Object.keys(people) as PersonKey[]).flatMap((key) => [
    [people[key].handle, people[key].realName] as const,
    [userId(key), people[key].realName] as const,
  ]),
);

/** Who an actor of the demo world is: `user:mara@tarn-thistle.example` → `Mara Quill`. */
export function personName(actor: string): string {
  const [, id = actor] = /^[a-z]+:(.+)$/.exec(actor) ?? [];
  const local = id.split('@')[0] ?? id;
  return names.get(local) ?? local;
}

/** One or two letters for the mark beside a name. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return (
    letters
      .map((word) => [...(word ?? '')][0] ?? '')
      .join('')
      .toUpperCase() || '?'
  );
}
