import { benchBackfill } from './backfill.ts';
import { benchCapture } from './capture.ts';
import { benchChat } from './chat.ts';
import { benchConverge } from './converge.ts';
import { benchEvents } from './events.ts';
import type { Figure } from './figure.ts';
import { benchMillion } from './million.ts';
import { benchNotify } from './notify.ts';
import { benchRecall } from './recall.ts';
import { benchStreams } from './streams.ts';
import { benchSurvive } from './survive.ts';
import { benchSync } from './sync.ts';

/** `npm run bench -- <name> [--json]`: exits 1 when a goal does not hold, 2 on wrong usage. */
const benches: Record<string, (args: string[]) => Promise<Figure[]>> = {
  backfill: benchBackfill,
  capture: benchCapture,
  chat: benchChat,
  converge: benchConverge,
  events: benchEvents,
  million: benchMillion,
  notify: benchNotify,
  recall: benchRecall,
  streams: benchStreams,
  survive: benchSurvive,
  sync: benchSync,
};

const [name = '', ...args] = process.argv.slice(2).filter((arg) => arg !== '--json');
const json = process.argv.includes('--json');
const bench = benches[name];
if (bench) {
  const figures = await bench(args);
  if (json) console.log(JSON.stringify({ bench: name, figures }));
  else for (const figure of figures) console.log(line(figure));
  process.exitCode = figures.some((figure) => figure.holds === false) ? 1 : 0;
} else {
  console.error(`usage: npm run bench -- <${Object.keys(benches).join('|')}> [--json]`);
  process.exitCode = 2;
}

function line({ name: what, value, unit, baseline, ratio, goal, holds }: Figure): string {
  const against = baseline === undefined ? '' : ` against ${round(baseline)}`;
  const part = ratio === undefined ? '' : `, ratio ${ratio.toFixed(2)}`;
  const verdict = holds === undefined ? '' : holds ? '  holds' : '  DOES NOT HOLD';
  return `${what}: ${round(value)}${against} ${unit}${part}${goal ? ` (goal ${goal})` : ''}${verdict}`;
}

function round(value: number): string {
  return value >= 100 || Number.isInteger(value) ? String(Math.round(value)) : value.toPrecision(3);
}
