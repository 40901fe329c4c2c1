import type { KnowledgeView } from '@belay/contract/desk/knowledge';
import { formatCount } from '../../ui/format-number.ts';

/** What was taught, in a sentence: how much is ready, and what asks for somebody. */
export function sourcesSentence(
  sources: readonly Pick<KnowledgeView, 'state'>[],
  hasMore = false,
): string {
  const count = (state: KnowledgeView['state']) =>
    sources.filter((source) => source.state === state).length;
  const parts = [
    [count('learning'), 'being read'],
    [count('partial'), 'read in part'],
    [count('failed'), 'not taught'],
    [count('removing'), 'being forgotten'],
  ] as const;
  const rest = parts
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${number} ${words}`);
  const ready = count('ready');
  if (hasMore) {
    const said = [`${ready} ready`, ...rest].join(', ');
    return `Of the newest ${formatCount(sources.length, 'source')}: ${said}.`;
  }
  if (rest.length === 0)
    return `${formatCount(sources.length, 'source')} ${sources.length === 1 ? 'is' : 'are'} ready.`;
  return `${ready} of ${formatCount(sources.length, 'source')} ${ready === 1 || sources.length === 1 ? 'is' : 'are'} ready, ${rest.join(', ')}.`;
}
