import type { User } from '../../world/model.ts';
import type { World } from '../../world/world.ts';
import { nameOf } from '../person.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const typedGrammar =
  /\[(?<label>[^\][\n]+)\]\((?<target>https?:\/\/[^\s()<>]+)\)|(?<url>https?:\/\/[^\s<>]*[^\s<>.,:;!?'")\]])|(?<=^|[\s(])@(?<person>[\p{L}\p{N}._-]*[\p{L}\p{N}])|(?<=^|[\s(])#(?<channel>[\p{L}\p{N}_-]+)/gu;

/**
 * What a person typed, as Slack stores it: three characters escaped, links between angle brackets,
 * `@handle` and `#channel` as ids where somebody or something of that name is there.
 */
export function storedText(world: World, typed: string): string {
  let stored = '';
  let from = 0;
  for (const match of typed.matchAll(typedGrammar)) {
    const { label, target, url, person, channel } = match.groups ?? {};
    const control = target
      ? `${escaped(target)}|${escaped(label ?? '')}`
      : url
        ? escaped(url)
        : mention(world, person, channel);
    stored += escaped(typed.slice(from, match.index));
    stored += control === undefined ? escaped(match[0]) : `<${control}>`;
    from = match.index + match[0].length;
  }
  return stored + escaped(typed.slice(from));
}

/** The other way round: what a person would have typed. */
export function typedText(world: World, stored: string): string {
  const plain = stored.replace(/<([^<>\s][^<>]*)>/g, (whole, inside: string) => {
    const [target = '', label] = inside.split('|', 2);
    const id = target.slice(1);
    if (target.startsWith('@')) {
      const user = world.users.get(id)?.current;
      return user ? `@${user.name}` : whole;
    }
    if (target.startsWith('#')) {
      const channel = world.rooms.get(id)?.info.current;
      return channel ? `#${channel.name}` : whole;
    }
    if (!/^https?:/.test(target)) return whole;
    return label === undefined || label === target ? target : `[${label}](${target})`;
  });
  return unescaped(plain);
}

function mention(
  world: World,
  person: string | undefined,
  channel: string | undefined,
): string | undefined {
  if (person !== undefined) {
    const user = userNamed(world, person);
    return user && `@${user.id}`;
  }
  for (const { info } of world.rooms.values())
    if (info.current.name === channel && !info.current.isDeleted)
      return `#${info.current.id}|${info.current.name}`;
  return undefined;
}

/** By handle, or by a name without spaces, whatever the case. */
function userNamed(world: World, name: string): User | undefined {
  const wished = name.toLowerCase();
  const users = [...world.users.values()].map((user) => user.current);
  return (
    users.find((user) => user.name.toLowerCase() === wished) ??
    users.find((user) => nameOf(user).toLowerCase() === wished)
  );
}
