import { html } from 'hono/html';
import type { Channel, Message, User } from '../world/model.ts';
import { msOfTs } from '../world/timestamp.ts';
import type { World } from '../world/world.ts';
import { channelNav } from './channel-nav.ts';
import { channelSettings } from './channel-settings.ts';
import { composer } from './composer.ts';
import type { Markup } from './markup.ts';
import { type MessageContext, messageView, whisperView } from './message-view.ts';
import type { PageDesk } from './page-desk.ts';
import { shell } from './shell.ts';

/** How many messages of a channel a page holds; earlier ones are one link away. */
const shown = 100;

export interface ChannelPage {
  channel: Channel;
  me: User | undefined;
  /** loaded by a person, not renewed by its script: what only they saw is gone */
  isReload: boolean;
  /** what stands beside the channel */
  beside?: { threadTs: string } | 'settings';
  /** only messages before this ts */
  before?: string;
  /** the message that is being edited */
  editing?: string;
}

/** Channels, messages, and a thread or the settings beside them, as they stand now. */
export function channelPage(desk: PageDesk, page: ChannelPage): Markup {
  const { world } = desk;
  const { channel, me, beside } = page;
  const path = `/c/${channel.id}${beside === 'settings' ? '/settings' : beside ? `/t/${beside.threadTs}` : ''}`;
  const context: MessageContext = {
    world,
    channel,
    me,
    path,
    whispers: me ? desk.interactivity.ephemerals.shown(me.id, channel.id, page.isReload) : [],
    app: desk.app,
    ...(page.editing ? { editing: page.editing } : {}),
  };
  const aside =
    beside === 'settings'
      ? channelSettings(desk, channel, me)
      : beside
        ? threadView(context, beside.threadTs)
        : '';
  return shell(desk, {
    title: `#${channel.name} · ${world.team.current.name}`,
    me,
    topic: channel.id,
    body: html`<div class="columns${beside ? ' with-aside' : ''}">
    ${channelNav(world, channel.id)}
    <main id="main">
      ${titleView(desk, channel, beside === 'settings')}
      <ol id="messages" class="messages" tabindex="-1" data-live aria-label="Messages">${messagesOf(context, page.before)}</ol>
      ${page.before ? html`<p class="later"><a href="/c/${channel.id}">Go to the newest messages</a></p>` : composer(channel, me)}
    </main>
    ${aside}
  </div>`,
  });
}

function titleView(desk: PageDesk, channel: Channel, isSettings: boolean): Markup {
  const hasBot = channel.members.includes(desk.app.botUserId);
  return html`<div class="title" id="title" data-live><h1>#${channel.name}</h1>${channel.isArchived ? html` <span class="tag">archived</span>` : ''}${channel.kind === 'private' ? html` <span class="tag">private</span>` : ''}${hasBot ? '' : html` <span class="tag">without ${desk.app.name}</span>`}
        <a class="close" href="/c/${channel.id}${isSettings ? '' : '/settings'}">${isSettings ? 'Close settings' : 'Channel settings'}</a>
        <p>${channel.topic.value || channel.purpose.value} <span class="note">${channel.members.length} ${channel.members.length === 1 ? 'member' : 'members'}</span></p></div>`;
}

function messagesOf(context: MessageContext, before: string | undefined): Markup {
  const { world, channel } = context;
  const { timeline } = world.room(channel.id);
  const entries = before
    ? timeline.inChannel.filter((entry) => entry.ts < before)
    : timeline.inChannel;
  const messages = entries.slice(-shown).flatMap((entry) => entry.versions.current ?? []);
  const first = messages[0];
  if (!first)
    return html`<li class="nothing" id="nothing">Nobody has said anything here yet.</li>${whispersOf(context, undefined)}`;

  let day = '';
  return html`${entries.length > shown ? html`<li class="earlier" id="earlier"><a href="/c/${channel.id}?before=${first.ts}">Show earlier messages</a></li>` : ''}${messages.map(
    (message) => {
      const today = new Date(msOfTs(message.ts)).toISOString().slice(0, 10);
      const separator = today === day ? '' : daySeparator(today);
      day = today;
      const replies = message.threadTs ? [] : repliesOf(world, channel.id, message.ts);
      return html`${separator}${messageView(context, message, { replies })}`;
    },
  )}${whispersOf(context, undefined)}`;
}

/** What only the person who looks sees, in the channel or in a thread. */
function whispersOf(context: MessageContext, threadTs: string | undefined): Markup {
  return html`${context.whispers
    .filter((whisper) => whisper.threadTs === threadTs)
    .map((whisper) => whisperView(context, whisper))}`;
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

function threadView(context: MessageContext, rootTs: string): Markup {
  const { world, channel, me } = context;
  const root = world.room(channel.id).timeline.find(rootTs)?.versions.current;
  const replies = repliesOf(world, channel.id, rootTs);
  return html`<aside aria-label="Thread">
  <div class="title"><h2>Thread</h2> <a class="close" href="/c/${channel.id}">Close</a></div>
  <ol id="thread" class="messages" data-live aria-label="Messages of the thread">${[
    ...(root ? [root] : []),
    ...replies,
  ].map((message) =>
    messageView(context, message, { inThread: true }),
  )}${whispersOf(context, rootTs)}</ol>
  ${root ? composer(channel, me, rootTs) : html`<p class="note" id="reply" data-live>The message that this thread hung on was deleted.</p>`}
</aside>`;
}
