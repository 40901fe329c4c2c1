import { afterEach, expect, test } from 'vitest';
import { OneTab } from './one-tab.ts';

/** A tab in this process: real locks and a real channel; `wait` is the moment in which nobody answered. */
function tab(agent: string, isInSight = true) {
  const heard: string[] = [];
  const timers: (() => void)[] = [];
  const own = new OneTab(
    agent,
    {
      hold: () => heard.push('hold'),
      loose: () => heard.push('loose'),
      hear: (message) => heard.push(message.kind),
    },
    { isInSight: () => isInSight, setTimer: (callback) => timers.push(callback) },
  );
  opened.push(own);
  const wait = () => {
    for (const each of timers.splice(0)) each();
  };
  return { own, heard, wait };
}
const opened: OneTab[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

test('[DSK-2] one tab holds the stream, and the others hear what it hears', async () => {
  const first = tab('agt_a');
  first.own.start();
  await expect.poll(() => first.heard).toEqual(['hold']);
  const second = tab('agt_a');
  second.own.start();
  first.own.tell({ kind: 'phase', phase: 'live' });
  await expect.poll(() => second.heard).toContain('phase');
  second.wait();
  await new Promise((resolve) => setTimeout(resolve));
  expect(second.heard).not.toContain('hold');
  expect(first.heard).toEqual(['hold']);
});

test('[DSK-2] a tab in sight takes the stream from one that sleeps and doesn’t answer', async () => {
  const asleep = tab('agt_b');
  asleep.own.start();
  await expect.poll(() => asleep.heard).toEqual(['hold']);
  asleep.own.close();
  const hidden = tab('agt_b', false);
  hidden.own.start();
  hidden.wait();
  const seen = tab('agt_b');
  seen.own.start();
  seen.wait();
  await expect.poll(() => seen.heard).toContain('hold');
  await expect.poll(() => asleep.heard).toEqual(['hold', 'loose']);
  expect(hidden.heard).not.toContain('hold');
});
