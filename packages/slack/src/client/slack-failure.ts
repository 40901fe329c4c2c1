import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { SlackError } from '../error.ts';
import { fields, text } from '../parse/fields.ts';
import type { Exchange } from './exchange.ts';

/**
 * Whatever the official client threw, as one `SlackError`. An abort passes as it is. Messages name
 * the method and Slack's own error name, never arguments or bodies.
 */
export function slackFailure(method: string, error: unknown, exchange: Exchange): unknown {
  if (exchange.signal?.aborted) return exchange.signal.reason;
  if (error instanceof SlackError) return error;
  if (exchange.status === 429 || error instanceof WebAPIRateLimitedError)
    return new SlackError('ratelimited', `Slack asked to wait before the next ${method}.`, {
      retryAfterMs: exchange.retryAfterMs,
    });
  if (error instanceof WebAPIPlatformError) return refusal(method, error, exchange);
  if (error instanceof WebAPIHTTPError)
    return new SlackError(
      `http_${error.statusCode}`,
      `${method} was answered with HTTP ${error.statusCode}.`,
    );
  if (error instanceof WebAPIRequestError) return lostContact(method, error.original);
  return lostContact(method, error);
}

function refusal(method: string, error: WebAPIPlatformError, exchange: Exchange): SlackError {
  const code = text(error.data.error);
  // the client puts a body that is no JSON where the error name would be
  if (code === undefined || !/^[a-z][a-z0-9_.:]{0,63}$/i.test(code))
    return new SlackError(
      'not_json',
      `${method} was answered with something other than Slack's JSON; check SLACK_API_URL and any proxy.`,
    );
  const needed = text(fields(error.data).needed);
  return new SlackError(code, `Slack refused ${method}: ${code}${needed ? ` (${needed})` : ''}.`, {
    needed,
    retryAfterMs: exchange.retryAfterMs,
  });
}

function lostContact(method: string, cause: unknown): SlackError {
  const timedOut = cause instanceof Error && cause.name === 'TimeoutError';
  return timedOut
    ? new SlackError('request_timeout', `Slack did not answer ${method} in time.`, { cause })
    : new SlackError('network_error', `Slack could not be reached for ${method}.`, { cause });
}
