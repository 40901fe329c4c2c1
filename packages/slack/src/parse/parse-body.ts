import { parseCommand, type SlashCommand } from './command.ts';
import { type Delivery, latestSecond, parseDelivery } from './delivery.ts';
import type { SlackEvent } from './event.ts';
import { defined, type Fields, fields, isObject, text, whole } from './fields.ts';
import { type Interaction, parseInteraction } from './interaction.ts';
import { parseEvent } from './parse-event.ts';

/** Everything that Slack posts to an app, in our own words. */
export type SlackBody =
  | {
      type: 'event';
      delivery: Delivery;
      event: SlackEvent;
      /** as the catalogue has it: `reaction_added`, `message.channels` */
      name: string;
      /** the inner event as it came */
      raw: unknown;
    }
  /** answer 200 with the challenge */
  | { type: 'url_verification'; challenge: string }
  /** events of that minute (ms since the epoch) are lost: read its channels again */
  | { type: 'rate_limited'; teamId: string; appId?: string; minute: number }
  | Interaction
  | SlashCommand
  /** Slack tests our certificate; any 200 will do */
  | { type: 'ssl_check' }
  | { type: 'unsupported'; reason: string; appId?: string };

export interface ParseOptions {
  /** another server that speaks for Slack: addresses for answers may lie there */
  apiUrl?: string | undefined;
}

/**
 * Any request body of Slack's, verified before (see `verify/`). JSON or form, told apart by the
 * body itself, since proxies change content types. Never throws.
 */
export function parseBody(body: Uint8Array, options: ParseOptions = {}): SlackBody {
  const source = new TextDecoder().decode(body).trim();
  return source.startsWith('{') ? fromJson(source, options) : fromForm(source, options);
}

function fromJson(source: string, options: ParseOptions): SlackBody {
  const body = json(source);
  if (!isObject(body)) return unsupported('the body is no JSON');
  return fromFields(fields(body), options);
}

/** The same for the payload of a Socket Mode envelope, which is parsed already. */
export function fromFields(body: Fields, { apiUrl }: ParseOptions = {}): SlackBody {
  switch (body.type) {
    case 'event_callback': {
      const delivery = parseDelivery(body);
      if (!delivery) return unsupported('an event without event_id', body);
      const event = parseEvent(body.event);
      return { type: 'event', delivery, event, name: catalogueName(body.event), raw: body.event };
    }
    case 'url_verification': {
      const challenge = text(body.challenge);
      if (challenge === undefined) return unsupported('a verification without challenge', body);
      return { type: 'url_verification', challenge };
    }
    case 'app_rate_limited':
      return rateLimited(body);
    default:
      return (
        parseInteraction(body, apiUrl) ??
        parseCommand(body, apiUrl) ??
        unsupported(`the type ${nameOf(body.type)}`, body)
      );
  }
}

const messageNames: Readonly<Record<string, string | undefined>> = {
  channel: 'message.channels',
  group: 'message.groups',
  im: 'message.im',
  mpim: 'message.mpim',
  app_home: 'message.app_home',
};

/** Apps subscribe to messages by the kind of channel; all of them arrive as `message`. */
function catalogueName(raw: unknown): string {
  const { type, channel_type } = fields(raw);
  const name = nameOf(type);
  const kind = text(channel_type) ?? '';
  return (name === 'message' && Object.hasOwn(messageNames, kind) && messageNames[kind]) || name;
}

function rateLimited(body: Fields): SlackBody {
  const teamId = text(body.team_id);
  const seconds = whole(body.minute_rate_limited);
  if (teamId === undefined || seconds === undefined || seconds > latestSecond)
    return unsupported('app_rate_limited without team or minute', body);
  return defined({
    type: 'rate_limited' as const,
    teamId,
    appId: text(body.api_app_id),
    minute: seconds * 1000,
  });
}

function fromForm(source: string, { apiUrl }: ParseOptions): SlackBody {
  const form = new URLSearchParams(source);
  const payload = form.get('payload');
  if (payload !== null) {
    const body = json(payload);
    return (
      parseInteraction(body, apiUrl) ??
      unsupported(`the payload ${nameOf(fields(body).type)}`, fields(body))
    );
  }
  if (form.get('ssl_check') === '1') return { type: 'ssl_check' };
  const command = parseCommand(Object.fromEntries(form), apiUrl);
  return command ?? unsupported('a form that is neither payload nor command');
}

function json(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

function unsupported(reason: string, body: Fields = {}): SlackBody {
  return defined({ type: 'unsupported' as const, reason, appId: text(body.api_app_id) });
}

/** A type's name for a log line, never more of a stranger's text than that. */
function nameOf(type: unknown): string {
  return typeof type === 'string' && /^[a-z0-9_]{1,64}$/i.test(type) ? type : 'without a name';
}
