import { html } from 'hono/html';
import type { Markup } from './markup.ts';

const latest = 8_640_000_000_000;

/** A moment in a text, as its format says: in UTC, like every time of the page; else its fallback. */
export function dateView(seconds: number, format: string, fallback: string): Markup | string {
  if (!Number.isSafeInteger(seconds) || Math.abs(seconds) > latest) return fallback;
  const at = new Date(seconds * 1000);
  const words = format.replace(/\{(\w+)\}/g, (whole, name: string) => part(at, name) ?? whole);
  if (/\{\w+\}/.test(words)) return fallback;
  return html`<time datetime="${at.toISOString()}" title="${at.toISOString().replace('T', ' ').slice(0, 19)} UTC">${words}</time>`;
}

function part(at: Date, name: string): string | undefined {
  const iso = at.toISOString();
  const local = (options: Intl.DateTimeFormatOptions) =>
    at.toLocaleDateString('en-GB', { ...options, timeZone: 'UTC' });
  switch (name.replace(/_pretty$/, '')) {
    case 'date_num':
      return iso.slice(0, 10);
    case 'date_short':
      return local({ day: 'numeric', month: 'short', year: 'numeric' });
    case 'date':
      return local({ day: 'numeric', month: 'long', year: 'numeric' });
    case 'date_long':
      return local({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    case 'time':
      return iso.slice(11, 16);
    case 'time_secs':
      return iso.slice(11, 19);
    default:
      return undefined;
  }
}
