import type { Terminal } from '../door/terminal.ts';
import type { ProgressView } from './progress-view.ts';

/** One JSON object per line, as it happens. */
export function jsonView(terminal: Terminal): ProgressView {
  return {
    show: (progress, limits) => terminal.json(limits ? { ...progress, limits } : progress),
    notice: (notice) => terminal.json({ type: 'notice', ...notice }),
    rest: () => {},
    end: () => {},
  };
}
