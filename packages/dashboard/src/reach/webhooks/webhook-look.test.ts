import { expect, test } from 'vitest';
import { deliveryLook, webhookLook } from './webhook-look.ts';

const delivery = {
  id: 'dlv_1',
  event: 'rating.low',
  state: 'delivered',
  attempts: 1,
  status: 200,
  reason: null,
  created_at: '',
  next_attempt_at: null,
} as const;

test('[DSK-6] a webhook says whether it works, also when nobody knows yet', () => {
  const webhook = { enabled: true, trouble: null, last_delivery: null };
  expect(webhookLook(webhook).word).toBe('Nothing sent yet');
  expect(webhookLook({ ...webhook, last_delivery: delivery })).toEqual({
    tone: 'ok',
    word: 'Works',
  });
  expect(webhookLook({ ...webhook, last_delivery: { ...delivery, state: 'failed' } }).tone).toBe(
    'warn',
  );
  const trouble = { ...webhook, trouble: 'It answers 404.' };
  expect(webhookLook(trouble)).toEqual({ tone: 'bad', word: 'Trouble' });
  expect(webhookLook({ ...trouble, enabled: false }).word).toBe('Off');
});

test('[DSK-6] a delivery says how often it was tried and what came back', () => {
  expect(deliveryLook(delivery).word).toBe('Delivered, answered 200');
  expect(deliveryLook({ state: 'waiting', attempts: 0, status: null }).word).toBe('On its way');
  expect(deliveryLook({ state: 'waiting', attempts: 2, status: 500 }).word).toBe(
    'Tried 2 times, answered 500',
  );
  expect(deliveryLook({ state: 'failed', attempts: 1, status: null }).word).toBe(
    'Given up after one attempt',
  );
});
