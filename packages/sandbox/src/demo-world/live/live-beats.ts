import type { Beat } from '../beat.ts';
import { liveInstants } from './instants.ts';
import { routineLine } from './routine.ts';
import { type LiveLine, scenes } from './scenes.ts';

/** What goes on after the base time, without end: the scenes first, then the routine. */
export function* liveBeats(base: number, starts: readonly number[]): Generator<Beat> {
  let n = 0;
  for (const at of liveInstants(base, starts)) {
    const line = scenes[n] ?? routineLine(n - scenes.length);
    n++;
    yield liveBeat(line, at);
  }
}

function liveBeat(line: LiveLine, at: number): Beat {
  if ('emoji' in line)
    return { kind: 'react', at, on: `live/${line.on}`, by: line.by, emoji: line.emoji };
  if ('becomes' in line)
    return { kind: 'rewrite', at, on: `live/${line.on}`, by: line.by, text: line.becomes };
  return {
    kind: 'say',
    at,
    key: `live/${line.id}`,
    channel: line.in,
    by: line.by,
    text: line.text,
    ...(line.re && { re: `live/${line.re}` }),
  };
}
