import type { Rule } from './rule.ts';

/** Beginnings and lengths of the schemes in use: Visa, Mastercard, Amex, Discover, JCB, Diners. */
const scheme =
  /^(?:4\d{15}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|6(?:011|5\d\d|4[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|62\d{14}(?:\d{3})?)$/;

/**
 * Card numbers, written together or in their usual groups. Not in paths, decimals, UUIDs or longer
 * numbers: what stands there is an id.
 */
export const cards: readonly Rule[] = [
  {
    what: 'card number',
    near: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    pattern:
      /(?<![\w.+/#-])(?:\d{14,16}|\d{4}(?<a>[ \u00a0-])\d{4}\k<a>\d{4}\k<a>\d{4}(?:\k<a>\d{3})?|\d{4}(?<b>[ \u00a0-])\d{6}\k<b>\d{4,5})(?![\w-]|\.\d)/g,
    isReal: (secret) => {
      const digits = secret.replaceAll(/\D/g, '');
      return scheme.test(digits) && luhn(digits) && new Set(digits).size > 1;
    },
    isBounded: true,
  },
];

function luhn(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
