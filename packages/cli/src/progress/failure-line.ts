import type { Failure } from '@belay/connector/progress';
import { printable } from '../door/terminal.ts';
import type { FailureFeed } from './progress-view.ts';

/** One failure as a line: where, and the sentence that says what to do. */
function failureLine({ channelName, channelId, kind, fileId, ts, message, code }: Failure): string {
  const where = channelName ? `#${channelName}` : (channelId ?? kind);
  const what = fileId ?? ts;
  return printable(`${where}${what ? ` ${what}` : ''}: ${message} (${code})`);
}

/** Says a failure, and after a few with one reason that the rest is left to the summary. */
export function sayFailure(failure: Failure, feed: FailureFeed, say: (line: string) => void): void {
  const turn = feed.take(failure);
  if (turn === 'skip') return;
  say(failureLine(failure));
  if (turn === 'last') say(`(${failure.code}: any more of these are counted in the summary)`);
}
