import { z } from 'zod';
import { line } from './text.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Local wall time `HH:MM`. */
const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:00');
/** `to` at or before `from` ends on the next day; equal ones are a whole day. */
export const span = z.strictObject({ from: wallTime, to: wallTime });
export type Span = z.output<typeof span>;
const spans = z.array(span).max(8);

/** When people answer: several spans a day in an IANA zone; a holiday replaces its date's spans. */
export const workingHours = z.strictObject({
  zone: z.string().max(64).refine(isZone, 'an IANA time zone such as Europe/Berlin'),
  week: z.strictObject({
    mon: spans.default([]),
    tue: spans.default([]),
    wed: spans.default([]),
    thu: spans.default([]),
    fri: spans.default([]),
    sat: spans.default([]),
    sun: spans.default([]),
  }),
  holidays: z
    .array(
      z.strictObject({
        date: z.iso.date(),
        name: line(80).optional(),
        /** none: closed all day */
        spans: spans.default([]),
      }),
    )
    .max(366)
    .default([]),
});
export type WorkingHours = z.output<typeof workingHours>;

/** What is true at a moment; `until` and `opens_at` are absent when nothing ever changes. */
export type HoursState =
  | { open: true; until: string | null }
  | { open: false; opens_at: string | null };

/** `POST /v1/desk/hours/preview`: what these hours would mean, before anybody saves them. */
export const hoursPreviewBody = z.strictObject({ hours: workingHours.nullable() });
export interface HoursPreview {
  state: HoursState;
  /** the open intervals from now on, in order, at most 8; `to` null: it never closes again */
  coming: { from: string; to: string | null }[];
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
