import { html } from 'hono/html';
import type { Channel, Message } from '../world/model.ts';
import { msOfTs } from '../world/timestamp.ts';
import type { World } from '../world/world.ts';
import type { Markup } from './markup.ts';
import { messageView } from './message-view.ts';

/** How many messages of a channel a page holds; earlier ones are one link away. */
const shown = 150;

export interface ChannelPage {
  channelId: string;
  /** the root of the thread that is open beside it */
  threadTs?: string;
  /** only messages before this ts */
  before?: string;
}

/** Channels, messages, and a thread beside them, as they stand now. */
export function channelPage(world: World, page: ChannelPage): Markup {
  const channel = world.channel(page.channelId);
  const team = world.team.current;
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>#${channel.name} · ${team.name} · Sandbox</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/page/sandbox.css">
  <script src="/page/sandbox.js" defer></script>
</head>
<body data-channel="${channel.id}">
  <a class="skip" href="#messages">Skip to the messages</a>
  <header><span class="sandbox">Sandbox</span> <b>${team.name}</b>
    <span class="note">An invented workspace on this machine. Nobody here is real; times are UTC.</span>
    <span id="freshness" class="note" role="status"></span></header>
  <div class="columns${page.threadTs ? ' with-thread' : ''}">
    <nav aria-label="Channels"><ul>${channelsOf(world).map((one) => channelLink(one, channel.id))}</ul></nav>
    <main>
      <div class="title"><h1>#${channel.name}</h1>${channel.isArchived ? html` <span class="tag">archived</span>` : ''}${channel.kind === 'private' ? html` <span class="tag">private</span>` : ''}
        <p>${channel.topic.value || channel.purpose.value} <span class="note">${channel.members.length} members</span></p></div>
      <ol id="messages" tabindex="-1">${messagesOf(world, page)}</ol>
    </main>
    ${page.threadTs ? threadOf(world, page.channelId, page.threadTs) : ''}
  </div>
</body>
</html>`;
}

/** Everything that one may open: public first, direct talks not at all. */
export function channelsOf(world: World): Channel[] {
  return [...world.rooms.values()]
    .map((room) => room.info.current)
    .filter((one) => !one.isDeleted && (one.kind === 'public' || one.kind === 'private'))
    .sort((a, b) => Number(a.isArchived) - Number(b.isArchived) || a.name.localeCompare(b.name));
}

function channelLink(channel: Channel, open: string): Markup {
  const current = channel.id === open ? html` aria-current="page"` : '';
  const mark = channel.isArchived ? 'archived' : channel.kind === 'private' ? 'private' : '';
  return html`<li><a href="/c/${channel.id}"${current}>#${channel.name}${mark ? html` <span class="tag">${mark}</span>` : ''}</a></li>`;
}

function messagesOf(world: World, page: ChannelPage): Markup {
  const { timeline } = world.room(page.channelId);
  const { before } = page;
  const entries = before
    ? timeline.inChannel.filter((entry) => entry.ts < before)
    : timeline.inChannel;
  const messages = entries.slice(-shown).flatMap((entry) => entry.versions.current ?? []);
  const first = messages[0];
  if (!first) return html`<li class="nothing">Nobody has said anything here yet.</li>`;

  let day = '';
  return html`${entries.length > shown ? html`<li class="earlier"><a href="/c/${page.channelId}?before=${first.ts}">Show earlier messages</a></li>` : ''}${messages.map(
    (message) => {
      const today = new Date(msOfTs(message.ts)).toISOString().slice(0, 10);
      const separator = today === day ? '' : daySeparator(today);
      day = today;
      const replies = message.threadTs ? [] : repliesOf(world, page.channelId, message.ts);
      return html`${separator}${messageView(world, page.channelId, message, { replies })}`;
    },
  )}`;
}

function daySeparator(day: string): Markup {
  const words = new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  return html`<li class="day" id="d${day}"><h2><time datetime="${day}">${words}</time></h2></li>`;
}

function repliesOf(world: World, channelId: string, ts: string): Message[] {
  return world
    .room(channelId)
    .timeline.replies(ts)
    .flatMap((entry) => entry.versions.current ?? []);
}

function threadOf(world: World, channelId: string, rootTs: string): Markup {
  const root = world.room(channelId).timeline.find(rootTs)?.versions.current;
  const replies = repliesOf(world, channelId, rootTs);
  return html`<aside aria-label="Thread">
  <div class="title"><h2>Thread</h2> <a class="close" href="/c/${channelId}">Close</a></div>
  <ol id="thread">${[...(root ? [root] : []), ...replies].map((message) =>
    messageView(world, channelId, message, { inThread: true }),
  )}</ol>
</aside>`;
}
