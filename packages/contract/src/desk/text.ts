import { z } from 'zod';

/** PostgreSQL's text and JSON hold neither NUL nor half a character. */
export const plain = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'text without NUL');

/** A name or title: one line, something in it. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'one line of plain text');

export const email = z
  .email()
  .max(254)
  .transform((text) => text.toLowerCase());
