import { slackEvents } from '@belay/contract/desk/slack-settings';
import { expect, test } from 'vitest';
import { deliverySearch } from './delivery-filter.ts';
import { deliveryLook } from './delivery-look.ts';

test('[NTF-5] each state says in a word how it went, and how often it was tried', () => {
  expect(deliveryLook({ state: 'posted', attempts: 1 })).toEqual({ tone: 'ok', word: 'Posted' });
  expect(deliveryLook({ state: 'waiting', attempts: 0 }).word).toBe('Waits for its turn');
  expect(deliveryLook({ state: 'waiting', attempts: 2 })).toEqual({
    tone: 'warn',
    word: 'Tried 2 times',
  });
  expect(deliveryLook({ state: 'parked', attempts: 5 }).tone).toBe('bad');
  expect(deliveryLook({ state: 'dropped', attempts: 0 }).word).toBe('Not sent');
});

test('[NTF-5] the address of the log keeps its filters, all five events among them, and drops nonsense', () => {
  for (const event of slackEvents) expect(deliverySearch({ event })).toEqual({ event });
  expect(deliverySearch({ state: 'parked', channel: 'C0123456789', more: 1 })).toEqual({
    state: 'parked',
    channel: 'C0123456789',
  });
  expect(deliverySearch({ state: 'sent', event: 'x', channel: '<script>' })).toEqual({});
});
