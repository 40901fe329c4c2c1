import { join } from 'node:path';
import { budgets, widgetBytes as measure } from '../packages/widget/build/widget-bytes.ts';
import type { Figure } from './figure.ts';

const dist = join(import.meta.dirname, '../packages/widget/dist');
/** What others' widgets weigh, kB gzipped, in their public builds. */
const others = 'Papercups 119, Chatwoot about 170';

/** The widget's weight before the first message, from the build that the server has just made. */
export function widgetBytes(): Figure[] {
  const { loader, frame } = measure(dist);
  const bytes = (name: string, value: number, most: number): Figure => ({
    ...{ name, value: value / 1000, unit: 'kB gzip' },
    ...{ goal: `≤ ${most / 1000}`, holds: value <= most },
  });
  return [
    bytes('script of the website', loader, budgets.loader),
    bytes(`frame before the first message (${others} kB)`, frame, budgets.frame),
  ];
}
