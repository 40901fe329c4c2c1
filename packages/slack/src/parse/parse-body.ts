import { parseCommand, type SlashCommand } from './command.ts';
import { type Delivery, parseDelivery } from './delivery.ts';
import type { SlackEvent } from './event.ts';
import { defined, type Fields, fields, isObject, text, whole } from './fields.ts';
import { type Interaction, parseInteraction } from './interaction.ts';
import { parseEvent } from './parse-event.ts';

/** Everything that Slack posts to an app, in our own words. */
export type SlackBody =
  | { type: 'event'; delivery: Delivery; event: SlackEvent }
  /** answer 200 with the challenge */
  | { type: 'url_verification'; challenge: string }
  /** events of that minute (ms since the epoch) are lost: read its channels again */
  | { type: 'rate_limited'; teamId: string; appId?: string; minute: number }
  | Interaction
  | SlashCommand
  /** Slack tests our certificate; any 200 will do */
  | { type: 'ssl_check' }
  | { type: 'unsupported'; reason: string };

/**
 * Any request body of Slack's, verified before (see `verify/`). JSON or form, told apart by the
 * body itself, since proxies change content types. Never throws.
 */
export function parseBody(body: Uint8Array): SlackBody {
  const source = new TextDecoder().decode(body).trim();
  return source.startsWith('{') ? fromJson(source) : fromForm(source);
}

function fromJson(source: string): SlackBody {
  const body = json(source);
  if (!isObject(body)) return unsupported('the body is no JSON');
  return fromFields(fields(body));
}

/** The same for the payload of a Socket Mode envelope, which is parsed already. */
export function fromFields(body: Fields): SlackBody {
  switch (body.type) {
    case 'event_callback': {
      const delivery = parseDelivery(body);
      if (!delivery) return unsupported('an event without event_id');
      return { type: 'event', delivery, event: parseEvent(body.event) };
    }
    case 'url_verification': {
      const challenge = text(body.challenge);
      if (challenge === undefined) return unsupported('a verification without challenge');
      return { type: 'url_verification', challenge };
    }
    case 'app_rate_limited':
      return rateLimited(body);
    default:
      return parseInteraction(body) ?? unsupported(`the type ${nameOf(body.type)}`);
  }
}

function rateLimited(body: Fields): SlackBody {
  const teamId = text(body.team_id);
  const seconds = whole(body.minute_rate_limited);
  if (teamId === undefined || seconds === undefined)
    return unsupported('app_rate_limited without team or minute');
  return defined({
    type: 'rate_limited' as const,
    teamId,
    appId: text(body.api_app_id),
    minute: seconds * 1000,
  });
}

function fromForm(source: string): SlackBody {
  const form = new URLSearchParams(source);
  const payload = form.get('payload');
  if (payload !== null) {
    const body = json(payload);
    return parseInteraction(body) ?? unsupported(`the payload ${nameOf(fields(body).type)}`);
  }
  if (form.get('ssl_check') === '1') return { type: 'ssl_check' };
  return parseCommand(form) ?? unsupported('a form that is neither payload nor command');
}

function json(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

function unsupported(reason: string): SlackBody {
  return { type: 'unsupported', reason };
}

/** A type's name for a log line, never more of a stranger's text than that. */
function nameOf(type: unknown): string {
  return typeof type === 'string' && /^[a-z0-9_]{1,64}$/i.test(type) ? type : 'without a name';
}
