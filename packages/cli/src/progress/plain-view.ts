import type { Terminal } from '../door/terminal.ts';
import { printable } from '../door/terminal.ts';
import { sayFailure } from './failure-line.ts';
import { count, owedInWords, span } from './figures.ts';
import { limitsInWords } from './limits.ts';
import { FailureFeed, type ProgressView } from './progress-view.ts';

const everyMs = 10_000;

/** For logs: a line per finished channel and failure, and one every ten seconds in between. */
export function plainView(terminal: Terminal, now: () => number): ProgressView {
  let last = now();
  let feed = new FailureFeed();
  let said = '';
  return {
    end: () => {},
    // a log needs no word for each cycle without news
    rest: () => {},
    notice: ({ message }) => terminal.line(message),
    show(progress, limits) {
      switch (progress.type) {
        case 'started': {
          feed = new FailureFeed();
          const heading = `Reading ${count(progress.channels.length)} channels of ${printable(progress.workspace.name)}`;
          // once in a watch, and again when it is another
          if (heading !== said) terminal.line(heading);
          said = heading;
          break;
        }
        case 'channel':
          if (progress.state === 'done' && progress.captured > 0)
            terminal.line(`#${printable(progress.name)}: ${count(progress.captured)} captured`);
          break;
        case 'tick': {
          if (now() - last < everyMs) break;
          last = now();
          const owed = owedInWords(progress.owed);
          const limitsNow = limits && limitsInWords(limits);
          terminal.line(
            [
              `${count(progress.counts.seen)} messages seen`,
              `${Math.round(progress.perSecond)}/s`,
              `${count(progress.requests)} requests`,
              ...(owed ? [`owed: ${owed}`] : []),
              ...(progress.etaMs === undefined ? [] : [`about ${span(progress.etaMs)} left`]),
              ...(limitsNow === undefined ? [] : [limitsNow]),
            ].join(' · '),
          );
          break;
        }
        case 'failure':
          sayFailure(progress.failure, feed, (line) => terminal.remark(line));
          break;
        case 'held':
          terminal.remark(`${progress.message} Trying again in ${span(progress.retryAt - now())}.`);
          break;
        case 'finished':
          break;
      }
    },
  };
}
