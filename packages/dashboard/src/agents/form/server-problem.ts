import { ApiError } from '../../api/api-error.ts';

/** Where a refusal belongs, as the server says it: `settings.hours.week.mon.0.from`; null: nowhere. */
export function problemPath(error: unknown): string | null {
  if (!(error instanceof ApiError)) return null;
  const { field } = error.details;
  return typeof field === 'string' && field !== '' ? field : null;
}

/**
 * The refusal in words, if it belongs to this field or to something inside of it. The field is
 * named as on the wire, without what the form itself is below (`settings.`).
 */
export function problemAt(error: unknown, field: string): string | undefined {
  const path = problemPath(error)?.replace(/^settings\./, '');
  if (path === undefined || (path !== field && !path.startsWith(`${field}.`))) return undefined;
  return problemWords(error as ApiError);
}

/** Schemas speak to programs; these are the sentences for people. */
function problemWords(error: ApiError): string {
  const reason = typeof error.details.reason === 'string' ? error.details.reason : '';
  const most = /Too big: expected (string|array) to have <=(\d+)/.exec(reason);
  if (most) return `At most ${most[2]} ${most[1] === 'string' ? 'characters' : 'of them'}.`;
  if (/Too small: expected (string|array)/.test(reason)) return 'Something has to stand here.';
  const least = /Too small: expected number to be >=(\S+)/.exec(reason);
  if (least) return `At least ${least[1]}.`;
  const top = /Too big: expected number to be <=(\S+)/.exec(reason);
  if (top) return `At most ${top[1]}.`;
  if (/Invalid URL/i.test(reason)) return 'An address such as https://shop.example/help.';
  if (/Invalid email/i.test(reason)) return 'An e-mail address such as ann@shop.example.';
  // "expected" or the whole sentence of a check of the server's own
  return reason !== '' && !/^Invalid (input|string)/.test(reason)
    ? `${reason.charAt(0).toUpperCase()}${reason.slice(1).replace(/\.?$/, '.')}`
    : error.message;
}
