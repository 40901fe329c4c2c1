import type { SyncReport } from '@belay/connector/progress';
import { printable, type Terminal } from '../door/terminal.ts';
import { wrap } from '../door/wrap.ts';
import { captured, count, owedInWords, plural, some, span } from './figures.ts';
import { type FailureGroup, groupFailures } from './group-failures.ts';

/** One reason as a line: where, and the sentence that says what to do. */
export function groupLine({ count: times, places, message, code }: FailureGroup): string {
  const where = some(places, Math.max(times, places.length), 4);
  return printable(`${where}: ${message} (${code})`);
}

const maxGroups = 12;

const heads = {
  done: ['green', '✓ Done:'],
  partial: ['yellow', '! Done but for what is named below:'],
  failed: ['red', '✗ Failed:'],
  stopped: ['yellow', '! Stopped at a safe point:'],
} as const;

/** How a run ended, for a person. */
export function printSummary(report: SyncReport, terminal: Terminal): void {
  const { counts, failures } = report;
  const requests = Object.values(report.requests).reduce((sum, n) => sum + n, 0);
  const took = `in ${span(report.endedAt - report.startedAt)}, ${plural(requests, 'request')} to Slack`;
  const [style, head] = heads[report.outcome];
  const [first = '', ...more] = wrap(
    `${head} ${captured(counts)} ${took}.`,
    terminal.columns,
    '',
    '  ',
  );
  terminal.line(first.replace(head, terminal.style(style, head)));
  for (const line of more) terminal.line(line);
  if (counts.replayed > 0)
    terminal.line(`  ${plural(counts.replayed, 'write')} stood in the memory already.`);
  const groups = groupFailures(failures);
  for (const group of groups.slice(0, maxGroups))
    for (const line of wrap(groupLine(group), terminal.columns, '  ', '    ')) terminal.line(line);
  if (groups.length > maxGroups)
    terminal.line(`  … and ${count(groups.length - maxGroups)} more reasons (--json names all)`);
  const owed = owedInWords(report.owed);
  if (owed) terminal.line(`  Left for the next run: ${owed}.`);
}
