import { isTs, tsToMs } from '../ids/ts.ts';
import type { Interval } from '../model.ts';
import { defined, type Fields, fields, firstText, flag, list, text, whole } from './fields.ts';

/** The envelope of one event: which installations may see it, and when it happened. */
export interface Delivery {
  eventId: string;
  appId?: string;
  teamId?: string;
  enterpriseId?: string;
  /** the workspace in whose context it happened; in shared channels it may be another */
  contextTeamId?: string;
  isShared: boolean;
  /** one of the installations that may see it; opaque text to ask for the others */
  authorizations: Authorization[];
  context?: string;
  /** the event's second on Slack's clock (SYN-10); undefined where no time is told */
  at?: Interval;
}

export interface Authorization {
  teamId?: string;
  enterpriseId?: string;
  userId?: string;
  isBot: boolean;
  isOrgWide: boolean;
}

/** Undefined without an event id: nothing could tell it from its next delivery. */
export function parseDelivery(body: Fields): Delivery | undefined {
  const eventId = text(body.event_id);
  if (eventId === undefined || !/^[\w.:-]{1,128}$/.test(eventId)) return undefined;
  return defined({
    eventId,
    appId: text(body.api_app_id),
    teamId: text(body.team_id),
    enterpriseId: text(body.enterprise_id),
    contextTeamId: text(body.context_team_id),
    isShared: flag(body.is_ext_shared_channel),
    authorizations: list(body.authorizations).map(fields).map(authorization),
    context: text(body.event_context),
    at: second(fields(body.event).event_ts, body.event_time),
  });
}

function authorization(raw: Fields): Authorization {
  return defined({
    teamId: text(raw.team_id),
    enterpriseId: text(raw.enterprise_id),
    userId: firstText(raw.user_id),
    isBot: flag(raw.is_bot),
    isOrgWide: flag(raw.is_enterprise_install),
  });
}

/** Ten digits, as in a `ts`. */
export const latestSecond = 9_999_999_999;

/** `event_ts` of changes is a second and a counter, not a finer time. */
function second(eventTs: unknown, eventTime: unknown): Interval | undefined {
  const seconds = isTs(eventTs) ? Math.floor(tsToMs(eventTs) / 1000) : whole(eventTime);
  if (seconds === undefined || seconds > latestSecond) return undefined;
  return { lo: seconds * 1000, hi: (seconds + 1) * 1000 };
}
