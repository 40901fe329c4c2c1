import type { ConnectorView } from '@belay/contract/connector';
import type { ChannelStanding } from './channel-standing.ts';

export interface Said {
  view: Omit<ConnectorView, 'sentence'>;
  /** why the worker holds or failed, or why Slack refuses the token */
  reason: string | undefined;
  /** what keeps the socket closed */
  socketProblem: string | null;
  /** a worker had it before */
  wasTaken: boolean;
  /** those that the reader may know by name */
  standings: readonly ChannelStanding[];
}

/** The state in one or two sentences that say what to do next, if anything. */
export function sentenceOf(said: Said): string {
  const { view, reason } = said;
  switch (view.state) {
    case 'deleting':
      return 'It is being deleted by its worker.';
    case 'paused':
      return 'Paused: nothing is read. Events that arrive wait until it is resumed.';
    case 'waiting':
      return said.wasTaken
        ? 'Its worker has not been heard of for a minute. Another one takes over by itself; if none does, start one with "belay work".'
        : 'A worker takes it within seconds.';
    case 'failed':
      return reason ?? 'It stopped and needs somebody: the failures below say why.';
    case 'held':
      return reason ?? 'Held for a moment: it goes on by itself, and nothing is lost.';
    case 'backfilling':
      return [backfill(view), clamp(view)].filter(Boolean).join(' ');
    default:
      return [proved(view, said.standings), deaf(said)].filter(Boolean).join(' ');
  }
}

function backfill({ channels, eta_ms, settings }: Said['view']): string {
  const days = settings.backfill_days;
  const window =
    days === null
      ? 'everything that was said'
      : days === 1
        ? 'the last day'
        : `the last ${days} days`;
  const eta = eta_ms === null ? '' : `, ${duration(eta_ms)} to go`;
  if (channels.total === 0) return `Reading ${window}.`;
  return `Reading ${window}: ${channels.proved} of ${plural(channels.total, 'channel')} ${channels.proved === 1 ? 'is' : 'are'} complete${eta}.`;
}

function clamp({ clamped }: Said['view']): string {
  return clamped
    ? 'Slack gives this app 15 messages a minute: importing an export ZIP is much quicker.'
    : '';
}

function proved({ channels, moments, state }: Said['view'], standings: Said['standings']): string {
  const { total, proved: done } = channels;
  if (total === 0)
    return 'No channel is followed yet: invite the bot to one, or choose others in the settings.';
  const through = moments.messages_through ?? latest(standings);
  const until = through === null ? '' : ` through ${clock(through)}`;
  const how = state === 'live' ? 'Events arrive as they are said.' : '';
  const all =
    total === done ? `All ${plural(total, 'channel')}` : `${done} of ${plural(total, 'channel')}`;
  const lead = total === 1 && done === 1 ? 'Its channel is' : `${all} ${done === 1 ? 'is' : 'are'}`;
  const rest = trouble(standings);
  return [`${lead} proved complete${until}${rest ? `; ${rest}` : ''}.`, how]
    .filter(Boolean)
    .join(' ');
}

/** The moment of those that are proved, where others have none. */
function latest(standings: Said['standings']): string | null {
  const moments = standings
    .filter(({ isProved }) => isProved)
    .map(({ messagesThrough }) => messagesThrough ?? Number.POSITIVE_INFINITY);
  const least = Math.min(...moments);
  return Number.isFinite(least) ? new Date(least).toISOString() : null;
}

/** The first channel that can't be read, with what mends it. */
function trouble(standings: Said['standings']): string {
  const stuck = standings.filter(({ isRead }) => !isRead);
  const [first] = stuck;
  if (!first) return '';
  const { name, state } = first.facts.record;
  const what =
    state === 'left'
      ? `#${name} needs an invitation for the bot`
      : state === 'unreadable'
        ? `#${name} became private and has to be chosen by name`
        : `#${name} can’t be read`;
  return stuck.length === 1 ? what : `${what}, and ${stuck.length - 1} more have trouble`;
}

function deaf({ view, socketProblem }: Said): string {
  const { settings, realtime } = view;
  if (settings.mode !== 'realtime') return '';
  if (realtime.source === 'socket' && socketProblem)
    return `Events don’t come by the socket: ${socketProblem}`;
  if (realtime.connected_at === null && realtime.last_event_at === null)
    return realtime.source === 'socket'
      ? 'The socket is not open yet.'
      : 'No event has come yet: set the Request URL in your Slack app.';
  return '';
}

function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** `10:42 UTC`, with the day where a reader could take it for another one. */
function clock(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

export function duration(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes <= 1) return 'about a minute';
  if (minutes < 100) return `about ${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `about ${hours} h` : `about ${Math.round(hours / 24)} days`;
}
