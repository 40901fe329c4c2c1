import { namedList } from './pasted-names.ts';

/** Why pasted names were not taken, and what helps. */
export function unknownWords(names: readonly string[]): string {
  const one = names.length === 1;
  return `Slack shows no ${one ? 'channel' : 'channels'} ${namedList(names)} to this token. Check the spelling; if ${one ? 'it is' : 'they are'} private, invite the bot there first.`;
}
