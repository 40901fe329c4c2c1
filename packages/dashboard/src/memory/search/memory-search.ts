import { z } from 'zod';

/** A word of the address; what isn't one is left out, so that any pasted link opens something. */
const word = z.coerce.string().trim().min(1).max(500).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);

/** Everything that the explorer shows, as it stands in the address. */
export const memorySearch = z.object({
  /** the question; without one the newest come first */
  q: word,
  /** below this scope only */
  scope: word,
  channel: word,
  author: word,
  /** a modality: `conversation`, `feedback` … */
  kind: word,
  /** days in the viewer's zone, both included */
  from: day,
  to: day,
  /** the memory as it was at this instant */
  as_of: z.iso.datetime().optional().catch(undefined),
  /** the experience that is open beside the list */
  event: z
    .string()
    .regex(/^evt_[0-9a-f]{32}$/)
    .optional()
    .catch(undefined),
});
export type MemorySearch = z.output<typeof memorySearch>;

/** Whether anything but the open experience and the time narrows what is listed. */
export function isNarrowed(search: MemorySearch): boolean {
  const { q, scope, channel, author, kind, from, to } = search;
  return [q, scope, channel, author, kind, from, to].some((value) => value !== undefined);
}
