import type { Counts, Failure, SyncReport } from '@belay/connector/progress';
import { printable, type Terminal } from '../door/terminal.ts';
import { count, owedInWords, plural, span } from './figures.ts';

/** One failure as a line: where, and the sentence that says what to do. */
export function failureLine(failure: Failure): string {
  const where = failure.channelName
    ? `#${failure.channelName}`
    : (failure.channelId ?? failure.kind);
  const what = failure.fileId ?? failure.ts;
  return printable(`${where}${what ? ` ${what}` : ''}: ${failure.message} (${failure.code})`);
}

const maxFailures = 20;

/** How a run ended, for a person. */
export function printSummary(report: SyncReport, terminal: Terminal): void {
  const { counts, failures } = report;
  const requests = Object.values(report.requests).reduce((sum, n) => sum + n, 0);
  const took = `in ${span(report.endedAt - report.startedAt)}, ${plural(requests, 'request')} to Slack`;
  const head = {
    done: terminal.style('green', '✓ Done:'),
    partial: terminal.style('yellow', '! Done but for what is named below:'),
    failed: terminal.style('red', '✗ Failed:'),
    stopped: terminal.style('yellow', '! Stopped at a safe point:'),
  }[report.outcome];
  terminal.line(`${head} ${captured(counts)} ${took}.`);
  if (counts.replayed > 0)
    terminal.line(`  ${plural(counts.replayed, 'write')} stood in the memory already.`);
  for (const failure of failures.slice(0, maxFailures)) terminal.line(`  ${failureLine(failure)}`);
  if (failures.length > maxFailures)
    terminal.line(`  … and ${count(failures.length - maxFailures)} more (--json names all)`);
  const owed = owedInWords(report.owed);
  if (owed) terminal.line(`  Left for the next run: ${owed}.`);
}

function captured(counts: Counts): string {
  const parts = [
    [counts.messages, 'message', 'messages'],
    [counts.replies, 'reply', 'replies'],
    [counts.files, 'file', 'files'],
    [counts.reactions, 'reaction set', 'reaction sets'],
    [counts.versions, 'new version', 'new versions'],
    [counts.forgotten, 'deletion', 'deletions'],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, one, many]) => plural(n, one, many));
  return said.length > 0 ? said.join(', ') : 'nothing new';
}
