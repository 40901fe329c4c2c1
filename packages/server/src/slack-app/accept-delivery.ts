import type { SlashCommand } from '@belay/slack/parse/command';
import type { Interaction } from '@belay/slack/parse/interaction';
import type { SlackBody } from '@belay/slack/parse/parse-body';
import type pg from 'pg';
import type { Config } from '../config/read-config.ts';
import { hear } from '../desk/slack/hear/hear.ts';
import type { LifecycleFeed } from '../memory/lifecycle/lifecycle-feed.ts';
import type { Installed } from './book/installation-book.ts';
import { endInstallations } from './end-installation.ts';
import type { Inbox } from './inbox/create-inbox.ts';
import { noteGap } from './inbox/gaps.ts';
import type { Ticks } from './inbox/ticks.ts';
import { noteTeamAccess } from './install/note-team-access.ts';

type Event = Extract<SlackBody, { type: 'event' }>;
type Limited = Extract<SlackBody, { type: 'rate_limited' }>;

export interface Acceptance {
  pool: pg.Pool;
  config: Config;
  feed: Pick<LifecycleFeed, 'wake'>;
  inbox: Inbox;
  ticks: Ticks;
  now(): number;
}

/** Of an event that tells no time: it may have been on its way for a day (Delayed Events). */
const longestWayMs = 24 * 60 * 60_000;

/**
 * Takes in what was proved to be Slack's, whichever way it came. `proved` are the installations
 * whose secret did prove it: only they can be meant, whatever teams the body names. Resolves once
 * it is durable; only then may Slack be answered.
 */
export async function acceptDelivery(
  to: Acceptance,
  proved: Installed[],
  body: SlackBody,
): Promise<void> {
  switch (body.type) {
    case 'event': {
      const installations = meant(proved, teamsOf(body));
      // neither waits for the other: whichever fails, Slack repeats the delivery
      await Promise.all([acceptEvent(to, installations, body), hear(to, installations, body)]);
      return;
    }
    case 'rate_limited':
      return acceptLimit(to, proved, body);
    case 'interaction':
    case 'command':
      return hear(to, actedOn(proved, body), body);
  }
}

async function acceptEvent(to: Acceptance, installations: Installed[], body: Event): Promise<void> {
  if (installations.length === 0) return;
  const { event, delivery, raw } = body;
  const now = to.now();
  switch (event.kind) {
    case 'app_uninstalled':
    case 'tokens_revoked':
      await endInstallations(to, installations, event, delivery);
      break;
    case 'team_access':
      await noteTeamAccess(to, installations);
      break;
    case 'grid_migration':
    case 'unsupported':
      // nothing that a connector could use
      break;
    default: {
      const { eventId: id, at = { lo: now - longestWayMs, hi: now } } = delivery;
      const json = jsonOf(raw);
      if (json === undefined) return;
      await to.inbox.put(
        installations.map((one) => ({
          ...{ tenant: one.tenant, installation: one.id, id, body: json, at },
        })),
      );
    }
  }
  to.ticks.note(installations, {
    name: body.name,
    at: now,
    ...(delivery.appId === undefined ? {} : { appId: delivery.appId }),
  });
}

/** Undefined for what is nested deeper than the stack: nothing that Slack sends. */
function jsonOf(raw: unknown): string | undefined {
  try {
    return JSON.stringify(raw);
  } catch {
    return undefined;
  }
}

/** Slack dropped the events of that minute, and doesn't send them again. */
async function acceptLimit(to: Acceptance, proved: Installed[], body: Limited): Promise<void> {
  const installations = meant(proved, new Set([body.teamId]));
  const gap = { reason: 'rate_limited', audit: 'quick', since: body.minute } as const;
  to.inbox.ring(await noteGap(to.pool, installations, gap));
  await hear(to, installations, body);
}

/** Whether any of them is meant; else the workspace may have come in a moment ago. */
export function meansAny(proved: readonly Installed[], body: SlackBody): boolean {
  switch (body.type) {
    case 'event':
      return meant(proved, teamsOf(body)).length > 0;
    case 'rate_limited':
      return meant(proved, new Set([body.teamId])).length > 0;
    case 'interaction':
    case 'command':
      return meant(proved, namedBy(body)).length > 0;
    default:
      return true;
  }
}

/** Every team in whose name it may have come. In a shared channel the author's is not asked. */
function teamsOf({ delivery }: Event): Set<string> {
  const teams = [delivery.teamId, delivery.contextTeamId];
  for (const one of delivery.authorizations)
    teams.push(one.teamId, one.isOrgWide ? one.enterpriseId : undefined);
  return new Set(teams.filter((team) => team !== undefined));
}

/**
 * Where somebody clicked: the workspace or organisation that the body names. A guest of another
 * company may be named with their own; then all that the secret proves, and the card decides.
 */
function actedOn(proved: Installed[], body: Interaction | SlashCommand): Installed[] {
  const there = meant(proved, namedBy(body));
  return there.length > 0 ? there : proved;
}

function namedBy({ teamId, enterpriseId }: Interaction | SlashCommand): Set<string> {
  return new Set([teamId, enterpriseId].filter((team) => team !== undefined));
}

function meant(proved: readonly Installed[], teams: ReadonlySet<string>): Installed[] {
  return proved.filter(({ teamId }) => teams.has(teamId));
}
