import { visible } from './literal.ts';

/**
 * E-mail addresses and phone numbers out of a text, for channels that shall not see them (NTF-7).
 * Errs on the side of masking: a long number is a phone number. Linear in the text's length.
 */
export function masked(text: string): string {
  // what nobody sees must not keep a number from being one
  const seen = visible(text, Number.POSITIVE_INFINITY).replaceAll(joiners, '');
  return seen.replaceAll(addresses, '•••@•••').replaceAll(numbers, phone);
}

/** Beside plain characters they join nothing. */
const joiners = /(?<=[\p{Nd}\p{L}@＠.])[\u200c\u200d]+(?=[\p{Nd}a-z@＠.])/giu;

/** Also with a full-width @, as Japanese keyboards type it. */
const addresses =
  /[\p{L}\p{N}._%+'-]{1,64}\s?[@＠]\s?[\p{L}\p{N}-]{1,63}(?:[.．。][\p{L}\p{N}-]{1,63})+/gu;
/** Seven digits or more, however they are grouped. */
const numbers = /[+＋]?\p{Nd}(?:(?:[\s().\-/‐-―ー－]|\ufe0f|\u20e3){0,3}\p{Nd}){6,}/gu;

/** A date, or one with its time, is none. */
function phone(found: string): string {
  if (/^\d{4}-\d{2}-\d{2}(?:\s\d{2})?$/.test(found)) return found;
  return '•••';
}
