import type { Progress } from '@belay/connector/progress';
import { printable, type Terminal } from '../door/terminal.ts';
import { wrap } from '../door/wrap.ts';
import { sayFailure } from './failure-line.ts';
import { count, owedInWords, span } from './figures.ts';
import { type Limits, limitsInWords } from './limits.ts';
import { FailureFeed, type ProgressView } from './progress-view.ts';

const frameMs = 100;
const maxRows = 12;

type ChannelProgress = Extract<Progress, { type: 'channel' }>;
type Tick = Extract<Progress, { type: 'tick' }>;

const marks = { reading: '·', done: '✓', failed: '✗' } as const;

/** For a terminal: a block of live lines, redrawn in place at most ten times a second. */
export function liveView(terminal: Terminal, now: () => number): ProgressView {
  const channels = new Map<string, ChannelProgress>();
  let total = 0;
  let tick: Tick | undefined;
  let limits: Limits | undefined;
  let feed = new FailureFeed();
  let held: string | undefined;
  let said = '';
  let drawn = 0;
  let last = Number.NEGATIVE_INFINITY;

  const erase = () => {
    // up over the block, then clear to the end of the screen
    if (drawn > 0) terminal.write(`\u001b[${drawn}A\u001b[0J`);
    drawn = 0;
  };
  // Ctrl-C and warnings speak up from elsewhere
  terminal.onRemark(erase);
  const draw = () => {
    const lines = [...channelLines(), ...footer()].map((line) =>
      line.slice(0, terminal.columns - 1),
    );
    erase();
    terminal.write(lines.map((line) => `${line}\n`).join(''));
    drawn = lines.length;
    last = now();
  };

  /** once in a watch, and again when it is another */
  function sayHeading(workspace: string): void {
    const heading = `Reading ${terminal.style('bold', printable(workspace))}, ${count(total)} channels`;
    if (heading === said) return;
    said = heading;
    erase();
    terminal.line(heading);
  }

  function remark(text: string): void {
    const [first = '', ...more] = wrap(text, terminal.columns, '! ', '  ');
    terminal.line(`${terminal.style('yellow', '!')}${first.slice(1)}`);
    for (const line of more) terminal.line(line);
  }

  function channelLines(): string[] {
    const active = [...channels.values()].filter((channel) => channel.state === 'reading');
    const shown = active.slice(0, maxRows).map((channel) => {
      const numbers = `${count(channel.captured)} captured`;
      return `${marks[channel.state]} ${`#${printable(channel.name)}`.padEnd(28)} ${numbers}`;
    });
    return active.length > maxRows ? [...shown, `  … ${active.length - maxRows} more`] : shown;
  }

  function footer(): string[] {
    const done = [...channels.values()].filter((channel) => channel.state !== 'reading').length;
    const facts = [`${done}/${total} channels`];
    if (tick) {
      facts.push(`${count(tick.counts.seen)} messages`, `${Math.round(tick.perSecond)}/s`);
      facts.push(`${count(tick.requests)} requests`);
      const owed = owedInWords(tick.owed);
      if (owed) facts.push(`to do: ${owed}`);
      if (tick.etaMs !== undefined) facts.push(`${span(tick.etaMs)} left`);
    }
    const allowed = limits && limitsInWords(limits);
    const lines = packed(facts, terminal.columns - 1);
    return [...lines, ...(allowed ? [allowed] : []), ...(held ? [held] : [])];
  }

  return {
    end: erase,
    rest(text) {
      erase();
      terminal.line(terminal.style('dim', text));
      drawn = 1;
    },
    notice({ message }) {
      erase();
      for (const line of wrap(message, terminal.columns)) terminal.line(line);
    },
    show(progress, seen) {
      limits = seen ?? limits;
      switch (progress.type) {
        case 'started':
          feed = new FailureFeed();
          channels.clear();
          total = progress.channels.length;
          sayHeading(progress.workspace.name);
          break;
        case 'channel':
          channels.set(progress.channelId, merged(channels.get(progress.channelId), progress));
          held = undefined;
          break;
        case 'tick':
          tick = progress;
          break;
        case 'failure':
          erase();
          sayFailure(progress.failure, feed, remark);
          break;
        case 'held':
          held = `${progress.message} Trying again in ${span(progress.retryAt - now())}.`;
          break;
        case 'finished':
          return;
      }
      if (now() - last >= frameMs) draw();
    },
  };
}

/** Facts side by side, as many as fit in a line. */
function packed(facts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const fact of facts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 3 + fact.length <= width)
      lines[lines.length - 1] = `${last} · ${fact}`;
    else lines.push(fact);
  }
  return lines;
}

/** A channel whose history is read stays done while its threads are. */
function merged(before: ChannelProgress | undefined, next: ChannelProgress): ChannelProgress {
  return before && before.state !== 'reading' && next.state === 'reading'
    ? { ...next, state: before.state }
    : next;
}
