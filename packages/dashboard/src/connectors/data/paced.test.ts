import { expect, test } from 'vitest';
import { paced } from './paced.ts';

function clock() {
  let due: (() => void)[] = [];
  return {
    set(callback: () => void) {
      due.push(callback);
      return callback;
    },
    clear: (timer: unknown) => {
      due = due.filter((one) => one !== timer);
    },
    pass() {
      for (const run of due.splice(0)) run();
    },
  };
}

test('[MGD-2] the first news is shown at once, the last one after the pause, none twice', () => {
  const ran: string[] = [];
  const timers = clock();
  const reads = paced((key) => void ran.push(key), 1000, timers);
  for (let index = 0; index < 5; index += 1) reads.ask('a');
  reads.ask('b');
  expect(ran).toEqual(['a', 'b']);
  timers.pass();
  expect(ran).toEqual(['a', 'b', 'a']);
  timers.pass();
  timers.pass();
  expect(ran).toEqual(['a', 'b', 'a']);
  reads.ask('a');
  expect(ran).toEqual(['a', 'b', 'a', 'a']);
});

test('[MGD-2] a page that is left reads nothing more', () => {
  const ran: string[] = [];
  const timers = clock();
  const reads = paced((key) => void ran.push(key), 1000, timers);
  reads.ask('a');
  reads.ask('a');
  reads.stop();
  timers.pass();
  expect(ran).toEqual(['a']);
});
