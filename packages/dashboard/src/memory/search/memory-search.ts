/** Everything that the explorer shows, as it stands in the address. */
export interface MemorySearch {
  /** the question; without one the newest come first */
  q?: string | undefined;
  /** below this scope only */
  scope?: string | undefined;
  channel?: string | undefined;
  author?: string | undefined;
  /** a modality: `conversation`, `feedback` … */
  kind?: string | undefined;
  /** days in the viewer's zone, both included */
  from?: string | undefined;
  to?: string | undefined;
  /** the memory as it was at this instant */
  as_of?: string | undefined;
  /** the experience that is open beside the list */
  event?: string | undefined;
}

const longest = 500;
const plain = /\S/;
const day = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const eventId = /^evt_[0-9a-f]{32}$/;

const forms: Record<keyof MemorySearch, RegExp> = {
  q: plain,
  scope: plain,
  channel: plain,
  author: plain,
  kind: plain,
  from: day,
  to: day,
  as_of: instant,
  event: eventId,
};
const names = Object.keys(forms) as (keyof MemorySearch)[]; // the keys that were just written

/**
 * The state that an address names. What is none is left out, so that any pasted link opens
 * something. By hand and not by a schema: this is part of the first page that anybody loads.
 */
export function memorySearch(given: Record<string, unknown>): MemorySearch {
  const search: MemorySearch = {};
  for (const name of names) {
    const value = given[name];
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    const isTime = forms[name] === day || forms[name] === instant;
    if (text.length > longest || !forms[name].test(text)) continue;
    if (isTime && Number.isNaN(Date.parse(text))) continue;
    search[name] = text;
  }
  return search;
}

/** Whether anything but the open experience and the time narrows what is listed. */
export function isNarrowed(search: MemorySearch): boolean {
  const { q, scope, channel, author, kind, from, to } = search;
  return [q, scope, channel, author, kind, from, to].some((value) => value !== undefined);
}
