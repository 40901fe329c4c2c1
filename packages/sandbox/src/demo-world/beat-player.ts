import type { World } from '../world/world.ts';
import type { Beat } from './beat.ts';
import { allChannels } from './channels/all.ts';
import { demoFiles } from './files/demo-files.ts';
import { company, type PersonKey, people, userId } from './people.ts';

const fileKeys = Object.keys(demoFiles);

const channelIds = new Map(
  allChannels.map(({ name }, index) => [name, `C0TARN${String(index + 1).padStart(3, '0')}`]),
);

/** `C0TARN003`: fixed, like every id here, so that keys of experiences hold over restarts. */
export function channelId(name: string): string {
  const id = channelIds.get(name);
  if (!id) throw new Error(`The demo world has no channel "${name}".`);
  return id;
}

const personIds = new Map(
  (Object.keys(people) as PersonKey[]).map((key) => [key as string, userId(key)]),
);

/** Puts real ids in for `<@mara>` and `<#sales>`, and escapes the rest as Slack does. */
export function slackText(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/<(@[a-z]+|#[^<>\s]+|https?:[^<>\s][^<>]*)>|[<>]/g, (whole, control?: string) => {
      if (!control) return whole === '<' ? '&lt;' : '&gt;';
      const name = control.slice(1);
      if (control.startsWith('@')) return `<@${personIds.get(name) ?? name}>`;
      return control.startsWith('#') ? `<#${channelId(name)}|${name}>` : `<${control}>`;
    });
}

/** Everybody and every channel, before anything is said; `member` (the app's bot) joins the public ones. */
export function setStage(world: World, options: { at: number; member?: string }): void {
  const { at, member } = options;
  world.changeTeam({ id: company.teamId, domain: company.domain, name: company.name }, { at });
  for (const [key, person] of Object.entries(people) as [PersonKey, (typeof people)[PersonKey]][])
    world.addUser(
      {
        id: userId(key),
        teamId: company.teamId,
        name: person.handle,
        realName: person.realName,
        displayName: person.displayName,
        title: person.title,
        tz: person.tz,
        isBot: person.isBot ?? false,
        isDeleted: person.isDeleted ?? false,
        isAdmin: key === 'wren',
        ...(person.email && { email: person.email }),
      },
      { at },
    );
  if (member) world.updateUser(member, { teamId: company.teamId }, { at });
  for (const channel of allChannels) {
    const late = new Set(channel.joins?.map(({ by }) => by));
    const keys = channel.members ?? (Object.keys(people) as PersonKey[]);
    const members = keys.filter((key) => !late.has(key)).map(userId);
    world.addChannel(
      {
        id: channelId(channel.name),
        name: channel.name,
        kind: channel.isPrivate ? 'private' : 'public',
        creator: userId('wren'),
        members: member && !channel.isPrivate ? [...members, member] : members,
        topic: channel.topic,
        purpose: channel.purpose,
        isGeneral: channel.name === 'general',
      },
      { at },
    );
  }
}

/**
 * Lets beats happen in a world, each at its own time whenever it is played. Visitors act there too:
 * what a beat needs may be gone by then, and then it doesn't happen.
 */
export function beatPlayer(world: World): (beat: Beat) => void {
  const said = new Map<string, { channel: string; ts: string }>();
  const unsaid = new Set<string>();
  const place = (key: string) => {
    const found = said.get(key);
    if (!found) throw new Error(`The demo world speaks of "${key}" before it was said.`);
    return found;
  };
  const canHappen = (beat: Beat): boolean => {
    if ('on' in beat) {
      if (unsaid.has(beat.on)) return false;
      const { channel, ts } = place(beat.on);
      return world.room(channel).timeline.find(ts)?.versions.current != null;
    }
    if (world.channel(channelId(beat.channel)).isArchived) return false;
    return beat.kind !== 'say' || beat.re === undefined || !unsaid.has(beat.re);
  };
  return (beat) => {
    const { at } = beat;
    if (!canHappen(beat)) {
      if (beat.kind === 'say') unsaid.add(beat.key);
      return;
    }
    switch (beat.kind) {
      case 'join':
        world.join(channelId(beat.channel), userId(beat.by), { at });
        return;
      case 'archive':
        world.archive(channelId(beat.channel), userId('wren'), { at });
        return;
      case 'say': {
        const { ts } = world.post({
          at,
          channel: channelId(beat.channel),
          user: userId(beat.by),
          text: slackText(beat.text),
          ...(beat.re && { threadTs: place(beat.re).ts }),
          ...(beat.broadcast && { broadcast: true }),
          ...(beat.file && { files: [shareable(world, beat.file, beat.by, at)] }),
        });
        said.set(beat.key, { channel: channelId(beat.channel), ts });
        return;
      }
      default: {
        const { channel, ts } = place(beat.on);
        if (beat.kind === 'react') world.react(channel, ts, userId(beat.by), beat.emoji, { at });
        else if (beat.kind === 'rewrite')
          world.edit(channel, ts, { at, text: slackText(beat.text) });
        else world.delete(channel, ts, { at });
      }
    }
  };
}

function shareable(world: World, key: string, by: PersonKey, at: number): string {
  const file = demoFiles[key]?.();
  if (!file) throw new Error(`The demo world has no file "${key}".`);
  const { bytes, ...described } = file;
  const id = `F0TARN${String(fileKeys.indexOf(key) + 1).padStart(3, '0')}`;
  return world.addFile({ ...described, id, at, user: userId(by), content: bytes }).id;
}
