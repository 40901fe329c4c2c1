import { printable, type Style, type Terminal } from '../door/terminal.ts';
import { wrap } from '../door/wrap.ts';
import { plural } from '../progress/figures.ts';
import type { Area, AreaFindings, Finding } from './finding.ts';

const titles: Record<Area, string> = {
  settings: 'Settings',
  slack: 'Slack',
  memory: 'Memory',
  state: 'State',
};

const signs: Record<Finding['verdict'], [Style, string]> = {
  ok: ['green', 'ok  '],
  warn: ['yellow', 'warn'],
  fail: ['red', 'fail'],
};

/** The answer first, then a line per check with what to do next; one remedy is said once. */
export function printFindings(areas: AreaFindings[], terminal: Terminal): void {
  const all = areas.flatMap(({ findings }) => findings);
  terminal.line(terminal.style('bold', answer(all)));
  const width = Math.max(...all.map(({ check }) => check.length));
  for (const { area, findings } of areas) {
    if (findings.length === 0) continue;
    terminal.line();
    terminal.line(terminal.style('bold', titles[area]));
    findings.forEach((finding, i) => {
      printFinding(finding, width, terminal);
      const isSaidBelow = findings.slice(i + 1).some(({ next }) => next === finding.next);
      if (finding.next && !isSaidBelow) printNext(finding.next, width, terminal);
    });
  }
}

function answer(findings: Finding[]): string {
  const of = (verdict: Finding['verdict']) => findings.filter((each) => each.verdict === verdict);
  const failed = of('fail').length;
  const warned = of('warn').length;
  if (failed > 0)
    return `A sync can’t run like this: ${plural(failed, 'check')} failed${warned > 0 ? `, ${plural(warned, 'warning')}` : ''}.`;
  const costly = findings.filter(({ costsData }) => costsData).length;
  if (costly > 0)
    return `A sync can run, but the memory will lack something: ${plural(costly, 'warning')} below.`;
  if (warned > 0) return `A sync can run. ${plural(warned, 'thing')} to know, below.`;
  return 'Everything is in order.';
}

function printFinding({ check, verdict, message }: Finding, width: number, terminal: Terminal) {
  const [style, word] = signs[verdict];
  const head = `  ${word}  ${check.padEnd(width)}  `;
  const [first = '', ...more] = wrap(printable(message), terminal.columns, head, indent(width));
  terminal.line(first.replace(word, terminal.style(style, word)));
  for (const line of more) terminal.line(line);
}

function printNext(next: string, width: number, terminal: Terminal): void {
  for (const line of wrap(next, terminal.columns, `${indent(width).slice(2)}→ `, indent(width)))
    terminal.line(line);
}

function indent(width: number): string {
  return ' '.repeat(2 + 4 + 2 + width + 2);
}
