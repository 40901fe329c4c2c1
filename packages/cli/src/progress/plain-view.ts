import type { Terminal } from '../door/terminal.ts';
import { printable } from '../door/terminal.ts';
import { count, owedInWords, span } from './figures.ts';
import type { ProgressView } from './progress-view.ts';
import { failureLine } from './summary.ts';

const everyMs = 10_000;

/** For logs: a line per finished channel and failure, and one every ten seconds in between. */
export function plainView(terminal: Terminal, now: () => number): ProgressView {
  let last = now();
  return {
    end: () => {},
    show(progress) {
      switch (progress.type) {
        case 'started':
          terminal.line(
            `Reading ${count(progress.channels.length)} channels of ${printable(progress.workspace.name)}`,
          );
          break;
        case 'channel':
          if (progress.state === 'done')
            terminal.line(`#${printable(progress.name)}: ${count(progress.captured)} captured`);
          break;
        case 'tick': {
          if (now() - last < everyMs) break;
          last = now();
          const owed = owedInWords(progress.owed);
          terminal.line(
            [
              `${count(progress.counts.seen)} messages seen`,
              `${Math.round(progress.perSecond)}/s`,
              `${count(progress.requests)} requests`,
              ...(owed ? [`owed: ${owed}`] : []),
              ...(progress.etaMs === undefined ? [] : [`about ${span(progress.etaMs)} left`]),
            ].join(' · '),
          );
          break;
        }
        case 'failure':
          terminal.remark(failureLine(progress.failure));
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
