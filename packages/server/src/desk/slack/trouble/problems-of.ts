import type { SlackProblem, SlackTrouble } from '@belay/contract/desk/slack-delivery';
import { slackEvents } from '@belay/contract/desk/slack-settings';
import { namedChannels } from '../integration/named-channels.ts';
import { connectionTroubles } from '../outbox/connection-back.ts';
import type { HealthFacts, HeldBack, SeenChannel } from './health-facts.ts';
import { type TroubleAbout, troubleWords } from './trouble-words.ts';

/**
 * What is wrong with an agent's Slack, since when, and what mends it (NTF-5); what stops everything
 * first. Pure: what was read decides.
 */
export function problemsOf(facts: HealthFacts): SlackProblem[] {
  if (facts.place === null) {
    const since = facts.savedAt;
    return [problem('not_connected', { since, parked: sum(facts.parked) })];
  }
  return [
    ...ofConnection(facts),
    ...ofAgent(facts),
    ...ofRoutes(facts),
    ...ofChannels(facts),
    ...ofPosts(facts),
    ...ofDelays(facts),
  ];
}

/** What happened lately and was not told since its event is off: a choice, not a fault. */
export function quietOf({ untold }: HealthFacts): SlackProblem[] {
  return untold.map(({ event, count, since }) => {
    const said = problem('event_off', { since, event });
    const times = count === 1 ? 'once' : `${count} times`;
    return { ...said, what: `${said.what} It happened ${times} in the last 7 days.` };
  });
}

/** Posts that nobody will send unless somebody mends something. */
export function sum(held: readonly HeldBack[]): number {
  return held.reduce((all, { count }) => all + count, 0);
}

function ofConnection(facts: HealthFacts): SlackProblem[] {
  const { place, parked } = facts;
  if (!place) return [];
  const wide = parked.filter(({ trouble }) => connectionTroubles.includes(trouble));
  const cause = ofPlace(place);
  if (cause) return [{ ...cause, parked: sum(wide) }];
  const troubles = [...new Set(wide.map(({ trouble }) => trouble))];
  return troubles.flatMap((trouble) => {
    // a channel of its own may be closed to the app as if it were the whole workspace
    const these = wide.filter(
      (held) => held.trouble === trouble && facts.channels.get(held.channel)?.trouble !== trouble,
    );
    if (these.length === 0) return [];
    const said = ofGroup(trouble, these, null);
    return [trouble === 'not_connected' ? { ...said, ...over } : said];
  });
}

/** Can't be so any more: the app is there. */
const over = {
  what: 'Slack was not connected for a while, and what happened then was not sent.',
  remedy: 'Send it now, or leave it: the conversations are here.',
  fix: { do: 'replay' as const },
};

/** Known from the installation itself, also while nothing has to be sent. */
function ofPlace(place: NonNullable<HealthFacts['place']>): SlackProblem | undefined {
  const { state, stateAt: since, scopes, reason, refreshError } = place;
  if (state !== 'active') {
    const said = problem('revoked', { since });
    // our reasons end with their remedy, which stands beside it already
    return reason === null ? said : { ...said, what: reason.replace(/(?<=\.) .*$/s, '') };
  }
  if (place.lacksTeam)
    return problem('needs_approval', { since, slackError: 'team_access_not_granted' });
  if (!scopes.includes('chat:write'))
    return problem('missing_scope', { since, scope: 'chat:write', slackError: 'missing_scope' });
  if (refreshError !== null) return problem('not_authorised', { since, slackError: refreshError });
  return undefined;
}

function ofAgent({ agent }: HealthFacts): SlackProblem[] {
  const since = agent.changedAt;
  if (agent.isPaused) return [problem('agent_paused', { since })];
  return agent.isPublic ? [] : [problem('agent_private', { since })];
}

function ofRoutes({ settings, savedAt: since }: HealthFacts): SlackProblem[] {
  if (settings.default_channel !== null || settings.catch_all !== null) return [];
  const lost = slackEvents.filter((event) => {
    const { enabled, channel } = settings.events[event];
    const hasFallback = event === 'escalation' && settings.fallback_channel !== null;
    return enabled && channel === null && !hasFallback;
  });
  const [first] = lost;
  if (first === undefined) return [];
  return [problem('no_channel', { since, event: lost.length === 1 ? first : null })];
}

function ofChannels(facts: HealthFacts): SlackProblem[] {
  return namedChannels(facts.settings).flatMap((id) => {
    const channel = facts.channels.get(id);
    if (!channel) return [];
    const parked = sum(facts.parked.filter((held) => held.channel === id && isOf(channel, held)));
    const since = channel.since ?? facts.savedAt;
    const { trouble, slackError } = channel;
    if (trouble !== null) return [problem(trouble, { since, slackError, channel, parked })];
    if (!channel.isMember) return [outside(facts, channel)];
    return deaf(facts, channel);
  });
}

/** Members hear what is typed only with the permission to read (TKO-7). */
function deaf({ place, savedAt: since }: HealthFacts, channel: SeenChannel): SlackProblem[] {
  const scope = channel.isPrivate ? 'groups:history' : 'channels:history';
  if (!place || ofPlace(place) || place.scopes.includes(scope)) return [];
  const said = problem('missing_scope', { since, scope, channel });
  const what = `Replies typed in #${channel.name} are not received: the app lacks the permission ${scope}.`;
  return [{ ...said, what }];
}

/** Of a channel's own trouble, not of the workspace's. */
function isOf({ trouble }: SeenChannel, held: HeldBack): boolean {
  return held.trouble === trouble;
}

/** Cards may go to a public channel from outside; what is typed there doesn't come back (TKO-7). */
function outside({ place, savedAt }: HealthFacts, channel: SeenChannel): SlackProblem {
  const said = problem('not_in_channel', { since: channel.since ?? savedAt, channel });
  if (channel.isPrivate || !place?.scopes.includes('chat:write.public')) return said;
  return {
    ...said,
    what: `Cards reach #${channel.name}, but replies typed there are not received: the app is not in it.`,
    remedy: `Let it join, or type /invite and its name in #${channel.name}.`,
  };
}

/** A channel that no route leads to any more is nobody's worry for longer; the log keeps its posts. */
const remembersMs = 24 * 3_600_000;

/** Parked for what is no trouble of their channel any more, or was theirs alone. */
function ofPosts(facts: HealthFacts): SlackProblem[] {
  const named = new Set(namedChannels(facts.settings));
  return facts.parked
    .filter(({ trouble }) => !connectionTroubles.includes(trouble))
    .filter(({ channel, trouble, latest }) =>
      named.has(channel)
        ? facts.channels.get(channel)?.trouble !== trouble
        : facts.now - latest.getTime() < remembersMs,
    )
    .map((held) => {
      const channel = facts.channels.get(held.channel) ?? null;
      const said = ofGroup(held.trouble, [held], channel);
      if (held.trouble === 'unknown_outcome' || held.trouble === 'unfit') return said;
      return {
        ...said,
        remedy: named.has(held.channel)
          ? 'That is over: send what is parked.'
          : 'No route leads there any more: send what is parked, and it goes where its route leads now.',
        fix: { do: 'replay' as const },
      };
    });
}

function ofDelays({ waiting }: HealthFacts): SlackProblem[] {
  const troubles = [...new Set(waiting.map(({ trouble }) => trouble))];
  return troubles.map((trouble) =>
    ofGroup(
      trouble,
      waiting.filter((held) => held.trouble === trouble),
      null,
    ),
  );
}

function ofGroup(
  trouble: SlackTrouble,
  held: readonly HeldBack[],
  channel: SeenChannel | null,
): SlackProblem {
  const since = new Date(Math.min(...held.map((one) => one.since.getTime())));
  const slackError = held.find((one) => one.slackError !== null)?.slackError ?? null;
  return problem(trouble, { since, slackError, channel, parked: sum(held) });
}

function problem(
  trouble: SlackTrouble,
  {
    since,
    parked = 0,
    channel = null,
    ...about
  }: Omit<TroubleAbout, 'channel'> & {
    since: Date;
    parked?: number;
    channel?: SeenChannel | null;
  },
): SlackProblem {
  return {
    trouble,
    ...troubleWords(trouble, { ...about, channel }),
    channel: channel && { id: channel.id, name: channel.name },
    slack_error: about.slackError ?? null,
    since: since.toISOString(),
    parked,
  };
}
