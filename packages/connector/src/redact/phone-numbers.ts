import type { Rule } from './rule.ts';

const count = (number: string) => number.replaceAll(/\D/g, '').length;

/** Off unless asked for. Only as people write them: with a plus, an area code, or in groups. */
export const phoneNumbers: readonly Rule[] = [
  {
    what: 'phone number',
    near: ['+'],
    // each digit has one way to be reached, so that no long number is tried in many
    pattern: /(?<![\w.+/=])\+[1-9](?:(?:[ ./-]|[ -]?\(|\)[ -]?)?\d){7,14}(?![\w-]|\.\d)/g,
    // a line that a diff adds may begin with a date
    isReal: (number) => !/^\+\d{4}-\d\d-\d\d/.test(number),
  },
  {
    // North America: (555) 010-1234, 555-010-1234, 555.010.1234
    what: 'phone number',
    near: ['-', '.', ') '],
    pattern:
      /(?<![\w.+/=-])(?:1[ .-])?(?:\([2-9]\d{2}\)[ .-]?|[2-9]\d{2}[.-])[0-9]\d{2}[.-]\d{4}(?![\w-]|\.\d)/g,
  },
  {
    // with the trunk zero: 030 1234567, 020 7946 0958, 0171/1234567
    what: 'phone number',
    near: ['0'],
    pattern: /(?<![\w.+/=:-])\(?0[1-9]\d{1,4}\)?[ /-]\d{3,8}(?:[ -]\d{2,5}){0,2}(?![\w-]|[.:/]\d)/g,
    isReal: (number) => count(number) >= 9 && count(number) <= 12,
  },
];
