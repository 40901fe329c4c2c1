import type { PersonKey } from '../people.ts';
import type { LiveLine } from './scenes.ts';

/** A number in [0, 1) from two whole numbers, the same for ever (a 32-bit mix, no cryptography). */
export function mixed(n: number, salt: number): number {
  let x = Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}

const between = (n: number, salt: number, low: number, high: number) =>
  low + Math.floor(mixed(n, salt) * (high - low + 1));

const towns = [
  'Skerry',
  'Halden',
  'Northmast',
  'Brackwater',
  'Ullwater',
  'Graz',
  'Corrie',
  'Fjellby',
];
const answerers: PersonKey[] = ['petra', 'dov', 'ines', 'nell'];

/** After the scenes: the steady hum of a working team, line by line, for ever. Pure in `n`. */
export function routineLine(n: number): LiveLine {
  const round = Math.floor(n / 6);
  const id = (kind: string) => `${kind}-${round}`;
  const town = towns[between(round, 1, 0, towns.length - 1)] ?? 'Skerry';
  const crews = between(round, 2, 3, 28);
  const cycles = between(round, 3, 1180, 1460);
  switch (n % 6) {
    case 0:
      return {
        id: id('ask'),
        in: 'support',
        by: 'dov',
        text: `${town}: ${crews} crews start on Monday, and they ask how to import their old inspection sheets.`,
      };
    case 1:
      return {
        id: id('lab'),
        in: 'workshop',
        by: 'yuki',
        text: `Batch ${122 + round}: mean ${cycles} cycles to the core, ${cycles - between(round, 4, 40, 160)} in the worst sample. ${cycles > 1250 ? 'Fine.' : 'Above the limit of 1,000, but lower than I like.'}`,
      };
    case 2:
      return {
        id: id('answer'),
        in: 'support',
        by: answerers[between(round, 5, 0, answerers.length - 1)] ?? 'petra',
        text: `Admin → Import → CSV, one line per inspection. For ${crews} crews that takes about ${Math.ceil(crews / 4)} minutes, and nothing is saved before they press Confirm.`,
        re: id('ask'),
      };
    case 3:
      return { on: id('lab'), by: 'sunniva', emoji: cycles > 1250 ? 'tada' : 'eyes' };
    case 4:
      return {
        id: id('sold'),
        in: 'sales',
        by: mixed(round, 6) < 0.5 ? 'lucia' : 'kasimir',
        text: `${town}: ${crews} technicians on ${crews >= 50 ? 'Fleet' : 'Crew'}, ${crews * 9} € a month.`,
      };
    default:
      return { on: id('answer'), by: 'dov', emoji: 'pray' };
  }
}
