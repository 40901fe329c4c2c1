import { people } from '@belay/sandbox/demo-world/people';

const names = new Map(
  Object.values(people).map(({ handle, realName }) => [handle, realName] as const),
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
