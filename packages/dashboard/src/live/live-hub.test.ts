import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveHub } from './live-hub.ts';
import { type LiveItem, type LiveListener, LiveStream } from './live-stream.ts';

let told: LiveListener | undefined;
let followed: string[][];

/** A hub over a stream that is opened and never answers; the test speaks in its place. */
function setting(): LiveHub {
  followed = [];
  return new LiveHub((on) => {
    told = on;
    return new LiveStream(
      {
        open: (_id, kinds) => {
          followed.push(kinds);
          return new Promise(() => undefined);
        },
        now: () => 0,
        random: () => 0,
        online: () => true,
        setTimer: () => 0,
        clearTimer: () => undefined,
      },
      on,
    );
  });
}
const item = (id: string, kind: string): LiveItem => ({
  lifecycle_id: id,
  kind,
  ts: '2026-01-01T00:00:00Z',
  scope: 'org:acme',
});
const ids = (items: LiveItem[]) => items.map(({ lifecycle_id }) => lifecycle_id);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[MEM-9] each listener hears of its kinds, in order, gathered into one call', () => {
  const hub = setting();
  const captured = vi.fn<(items: LiveItem[]) => void>();
  const both = vi.fn<(items: LiveItem[]) => void>();
  hub.listen(['captured'], captured);
  hub.listen(['captured', 'indexed'], both);
  told?.items([item('1', 'captured'), item('2', 'indexed')]);
  told?.items([item('3', 'captured')]);
  vi.advanceTimersByTime(100);
  expect(captured.mock.calls.map(([items]) => ids(items))).toEqual([['1', '3']]);
  expect(both.mock.calls.map(([items]) => ids(items))).toEqual([['1', '2', '3']]);
});

test('[MEM-9] a page change opens the stream once, for all that its listeners want', () => {
  const hub = setting();
  hub.start();
  const leave = hub.listen(['captured'], () => undefined);
  vi.advanceTimersByTime(60);
  leave();
  hub.listen(['connector_progress'], () => undefined);
  hub.listen(['captured', 'forgotten'], () => undefined);
  vi.advanceTimersByTime(60);
  expect(followed).toEqual([['captured'], ['captured', 'connector_progress', 'forgotten']]);
  hub.stop();
});

test('[MEM-9] whoever left hears nothing more, also of what was being gathered', () => {
  const hub = setting();
  const handler = vi.fn<(items: LiveItem[]) => void>();
  const leave = hub.listen(['captured'], handler);
  told?.items([item('1', 'captured')]);
  leave();
  vi.advanceTimersByTime(100);
  expect(handler).not.toHaveBeenCalled();
});
