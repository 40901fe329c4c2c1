import { formatCount } from '../../ui/format-number.ts';
import type { Experience } from './read-experience.ts';

const longest = 400;

/** An experience in a line or two, whatever its kind. */
export function experienceGist(one: Experience): string {
  if (one.kind === 'reactions')
    return one.reactions.length === 0
      ? 'The last reaction was taken away.'
      : one.reactions.map(({ emoji, count }) => `:${emoji}: ${count}`).join('  ');
  const text = one.text.replaceAll(/\s+/g, ' ').trim().slice(0, longest);
  if (text !== '') return text;
  if (one.kind === 'file') return 'A file without text.';
  return one.redacted > 0
    ? `Nothing but ${formatCount(one.redacted, 'secret')}, cut out.`
    : 'A message without text.';
}
