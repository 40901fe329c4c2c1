import { html } from 'hono/html';
import type { Channel } from '../world/model.ts';
import type { World } from '../world/world.ts';
import type { Markup } from './markup.ts';

/** How many channels stand in the list beside a channel; a page of its own has them all. */
const shown = 60;

/** One for all: comparing by locale anew each time costs seconds over thousands of names. */
const alphabet = new Intl.Collator('en');

/** Everything that one may open: those in use first, direct talks not at all. */
export function channelsOf(world: World): Channel[] {
  const channels: Channel[] = [];
  for (const { info } of world.rooms.values())
    if (isOpen(info.current)) channels.push(info.current);
  return channels.sort(
    (a, b) => Number(a.isArchived) - Number(b.isArchived) || alphabet.compare(a.name, b.name),
  );
}

const isOpen = (channel: Channel): boolean =>
  !channel.isDeleted && (channel.kind === 'public' || channel.kind === 'private');

/** The channel of that id, if the page shows it. */
export function openChannel(world: World, channelId: string): Channel | undefined {
  const channel = world.rooms.get(channelId)?.info.current;
  return channel && isOpen(channel) ? channel : undefined;
}

export function channelNav(world: World, open: string | undefined): Markup {
  const channels = channelsOf(world);
  const listed = channels.filter((channel, i) => i < shown || channel.id === open);
  return html`<nav aria-label="Channels">
    <p class="all"><a href="/home">The app’s home</a></p>
    <ul id="channels" data-live>${listed.map((one) => channelLink(one, one.id === open))}</ul>
    <p class="all"><a href="/channels">${channels.length > shown ? `All ${channels.length} channels` : 'New channel'}</a></p>
  </nav>`;
}

export function channelLink(channel: Channel, isCurrent = false): Markup {
  const mark = channel.isArchived ? 'archived' : channel.kind === 'private' ? 'private' : '';
  return html`<li id="n${channel.id}"><a href="/c/${channel.id}"${isCurrent ? html` aria-current="page"` : ''}>#${channel.name}${mark ? html` <span class="tag">${mark}</span>` : ''}</a></li>`;
}
