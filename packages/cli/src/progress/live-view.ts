import type { Progress } from '@belay/connector/progress';
import { printable, type Terminal } from '../door/terminal.ts';
import { count, owedInWords, span } from './figures.ts';
import type { ProgressView } from './progress-view.ts';
import { failureLine } from './summary.ts';

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
  let held: string | undefined;
  let drawn = 0;
  let last = Number.NEGATIVE_INFINITY;

  const erase = () => {
    // up over the block, then clear to the end of the screen
    if (drawn > 0) terminal.write(`\u001b[${drawn}A\u001b[0J`);
    drawn = 0;
  };
  const draw = () => {
    const lines = [...channelLines(), ...footer()].map((line) =>
      line.slice(0, terminal.columns - 1),
    );
    erase();
    terminal.write(lines.map((line) => `${line}\n`).join(''));
    drawn = lines.length;
    last = now();
  };

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
    return held ? [facts.join(' · '), held] : [facts.join(' · ')];
  }

  return {
    end: erase,
    show(progress) {
      switch (progress.type) {
        case 'started':
          total = progress.channels.length;
          terminal.line(
            `Reading ${terminal.style('bold', printable(progress.workspace.name))}, ${count(total)} channels`,
          );
          break;
        case 'channel':
          channels.set(progress.channelId, progress);
          held = undefined;
          break;
        case 'tick':
          tick = progress;
          break;
        case 'failure':
          erase();
          terminal.line(`${terminal.style('yellow', '!')} ${failureLine(progress.failure)}`);
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
