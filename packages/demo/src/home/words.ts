import { html } from 'hono/html';
import type { Markup } from './view.ts';

/** `1 message`, `1,204 messages`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}

const steps = [
  { limit: 60, size: 1, unit: 's' },
  { limit: 3600, size: 60, unit: 'min' },
  { limit: 86_400, size: 3600, unit: 'h' },
  { limit: Number.POSITIVE_INFINITY, size: 86_400, unit: 'd' },
] as const;

/** `3 s ago`; the page's script keeps it true from then on. */
export function ago(at: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - at) / 1000));
  if (seconds < 1) return 'just now';
  const { size, unit } = steps.find(({ limit }) => seconds < limit) ?? steps[3];
  return `${Math.floor(seconds / size)} ${unit} ago`;
}

/** Relative time with the exact one on hover. */
export function timeMark(at: number, now: number): Markup {
  if (Number.isNaN(at)) return html``;
  const exact = new Date(at).toISOString();
  return html`<time datetime="${exact}" title="${exact.replace('T', ' ').slice(0, 19)} UTC">${ago(at, now)}</time>`;
}
