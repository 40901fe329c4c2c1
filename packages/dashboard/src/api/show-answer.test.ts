import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { showAnswer } from './show-answer.ts';

test('a read that began before a change and ends after it shows nothing old', async () => {
  const client = new QueryClient();
  const queryKey = ['agent', 'agt_1'];
  const late = Promise.withResolvers<string>();
  const read = client.fetchQuery({ queryKey, queryFn: () => late.promise });
  const ended = Promise.allSettled([read, late.promise]);
  await showAnswer(client, queryKey, 'public');
  late.resolve('private');
  await ended;
  expect(client.getQueryData(queryKey)).toBe('public');
  client.clear();
});
