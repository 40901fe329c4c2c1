import type { Rule } from './rule.ts';

/** `logo@2x.png`, `react@19.1.0-rc.next`: names of files and versions, not of people. */
const isOther = /@(?:\d+x?\.|v?\d+\.\d)/;

/** Off unless asked for. Actors keep their addresses: they are who said it (MAP-2). */
export const emailAddresses: readonly Rule[] = [
  {
    what: 'e-mail address',
    near: ['@'],
    pattern:
      /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}_])/gu,
    // `git@host:path` is where a repository lies
    isReal: (address) => !isOther.test(address) && !address.startsWith('git@'),
  },
];
