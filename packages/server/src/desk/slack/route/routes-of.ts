import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type { SlackEvent, SlackRule, SlackSettings } from '@belay/contract/desk/slack-settings';
import type { CardLanguage, Redaction } from '@belay/slack/cards/card-model';
import { strictest } from '@belay/slack/cards/redact-card';
import { eventNames } from './event-names.ts';
import { matchRule } from './match-rule.ts';

/** What the router decides by, beside the settings. */
export interface RouteFacts {
  event: SlackEvent;
  agent: { isPublic: boolean; isPaused: boolean };
  /** the address of the page that the visitor was on */
  page: string | null;
  /** what the visitor said, all of it */
  text: string;
  /** as the browser says it: `de-AT` */
  language: string | null;
  /** inside working hours */
  isOpen: boolean;
  /** whose run an `action` event tells, `act_…` */
  action: string | null;
  /** channels that another company is in */
  shared: ReadonlySet<string>;
}

export interface Route {
  channel: string;
  /** for people: `Rule 2, “Billing”: the page holds /billing` */
  because: string;
  /** a user group that rings with an escalation's card */
  mention: string | null;
  redaction: Redaction;
  language: CardLanguage;
}

export interface Routing {
  /** each channel once */
  routes: Route[];
  /** why there are none */
  silent: SlackTrouble | null;
  /** each in order: matched, or the first of its conditions that doesn't hold */
  rules: { name: string; matched: boolean; because: string }[];
}

/** Where an event goes, and why. Pure: the same facts give the same routes. */
export function routesOf(settings: SlackSettings, facts: RouteFacts): Routing {
  const rules = judged(settings.rules, facts);
  const silent = silenceOf(settings, facts);
  if (silent !== null) return { routes: [], silent, rules };
  const main = mainWay(settings, facts, rules);
  const all = settings.catch_all;
  const ways = [
    ...(main ? [main] : []),
    ...(all === null
      ? []
      : [{ channel: all, because: 'The catch-all channel gets every event', mention: null }]),
  ];
  if (ways.length === 0) return { routes: [], silent: 'no_channel', rules };
  return { routes: merged(ways).map((way) => shown(settings, facts, way)), silent: null, rules };
}

/**
 * Where an escalation goes that its own channel can't take: undefined where nobody chose a channel
 * for that, or it is that very channel (then it is mailed).
 */
export function fallbackRoute(
  settings: SlackSettings,
  facts: Pick<RouteFacts, 'shared'>,
  failed: string,
): Route | undefined {
  const channel = settings.fallback_channel;
  if (channel === null || channel === failed) return undefined;
  return shown(settings, facts, {
    channel,
    because: 'The fallback channel: it can’t be posted where it belongs',
    mention: null,
  });
}

/** How one channel shows visitors, whatever led there (NTF-7). */
export function channelShows(
  settings: SlackSettings,
  { shared }: Pick<RouteFacts, 'shared'>,
  channel: string,
): { redaction: Redaction; language: CardLanguage } {
  const chosen = settings.channels[channel];
  // another company came in and nobody said yes to that: nothing that was said leaves the house
  const isForeign = shared.has(channel) && chosen?.shared_confirmed !== true;
  return {
    redaction: strictest([chosen?.redaction ?? 'none', isForeign ? 'no_transcript' : 'none']),
    language: chosen?.language ?? 'en',
  };
}

interface Way {
  channel: string;
  because: string;
  mention: string | null;
}

function silenceOf(settings: SlackSettings, facts: RouteFacts): SlackTrouble | null {
  if (facts.agent.isPaused) return 'agent_paused';
  if (!facts.agent.isPublic) return 'agent_private';
  if (!settings.events[facts.event].enabled) return 'event_off';
  const isMuted = facts.action !== null && settings.muted_actions.includes(facts.action);
  return facts.event === 'action' && isMuted ? 'muted' : null;
}

function judged(rules: readonly SlackRule[], facts: RouteFacts): Routing['rules'] {
  let taken = 0;
  return rules.map((rule, index) => {
    if (taken > 0) return { name: rule.name, matched: false, because: `rule ${taken} was first` };
    const { matched, because } = matchRule(rule, facts);
    if (matched) taken = index + 1;
    return { name: rule.name, matched, because };
  });
}

/** The first rule that matches takes the place of the event's own channel, and that the default's. */
function mainWay(
  settings: SlackSettings,
  { event, isOpen }: RouteFacts,
  rules: Routing['rules'],
): Way | undefined {
  const at = rules.findIndex(({ matched }) => matched);
  const rule = settings.rules[at];
  if (rule) {
    const because = `Rule ${at + 1}, “${rule.name}”: ${rules[at]?.because}`;
    // nobody is rung out of hours, but by a rule that is made for them
    const rings = event === 'escalation' && (isOpen || rule.when.hours === 'closed');
    return { channel: rule.channel, because, mention: rings ? rule.mention : null };
  }
  const own = settings.events[event].channel;
  if (own !== null)
    return { channel: own, because: `${eventNames[event]} has this channel`, mention: null };
  if (settings.default_channel !== null)
    return { channel: settings.default_channel, because: 'The default channel', mention: null };
  if (event !== 'escalation' || settings.fallback_channel === null) return undefined;
  const because = 'The fallback channel: no other is chosen for escalations';
  return { channel: settings.fallback_channel, because, mention: null };
}

/** Two ways into one channel are one route that says both. */
function merged(ways: readonly Way[]): Way[] {
  const byChannel = new Map<string, Way>();
  for (const way of ways) {
    const before = byChannel.get(way.channel);
    byChannel.set(way.channel, {
      channel: way.channel,
      because: before ? `${before.because}; ${lower(way.because)}` : way.because,
      mention: before?.mention ?? way.mention,
    });
  }
  return [...byChannel.values()];
}

function shown(settings: SlackSettings, facts: Pick<RouteFacts, 'shared'>, way: Way): Route {
  return { ...way, ...channelShows(settings, facts, way.channel) };
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
