import type { HomeView } from './view.ts';
import { ago, counted } from './words.ts';

/** What colour and word stand before the sentence; never the colour alone. */
export interface StateSentence {
  tone: 'busy' | 'good' | 'warn' | 'bad';
  word: string;
  sentence: string;
}

const isStopped: ReadonlySet<string> = new Set(['failed', 'paused', 'deleting']);

/** The state in a sentence: the answer before the control. */
export function stateSentence(view: HomeView): StateSentence {
  const { connector, total, newestAt, now } = view;
  const company = connector?.workspace.name ?? 'the sandbox workspace';
  const said = total.messages + total.replies;
  const sum = `${counted(said, 'message')} from ${counted(view.channels.length, 'channel')} of ${company}`;

  if (view.memoryTrouble)
    return {
      tone: 'bad',
      word: 'Memory unreachable',
      sentence: `The memory doesn't answer: ${view.memoryTrouble} What you see is as of ${clock(newestAt, now)}. Belay tries again by itself.`,
    };
  if (connector?.state === 'held')
    return {
      tone: 'warn',
      word: 'Held',
      sentence: `${sum} ${said === 1 ? 'is' : 'are'} memory; new ones wait: ${connector.sentence}`,
    };
  if (connector && isStopped.has(connector.state))
    return {
      tone: 'bad',
      word: 'Stale',
      sentence: `${connector.sentence} ${sum} are memory, as of ${clock(newestAt, now)}.`,
    };
  if (!connector || connector.state === 'waiting')
    return {
      tone: 'busy',
      word: 'Starting',
      sentence: 'The sandbox workspace is starting. Its messages become memory in a moment.',
    };
  if (connector.state === 'backfilling')
    return {
      tone: 'busy',
      word: 'Syncing',
      sentence: `Reading ${company}: ${counted(said, 'message')} from ${view.channels.length} of ${counted(connector.channels.total, 'channel')} ${said === 1 ? 'is' : 'are'} memory so far.`,
    };
  if (said === 0)
    return {
      tone: 'good',
      word: 'Live',
      sentence: `${company} has no messages yet. The first one appears here within seconds.`,
    };
  return {
    tone: 'good',
    word: 'Live',
    sentence: `${sum} are memory; the newest arrived ${ago(newestAt ?? now, now)}.`,
  };
}

function clock(at: number | undefined, now: number): string {
  return `${new Date(at ?? now).toISOString().slice(11, 16)} UTC`;
}
