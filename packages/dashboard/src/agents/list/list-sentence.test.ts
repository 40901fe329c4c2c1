import { expect, test } from 'vitest';
import { listSentence } from './list-sentence.ts';

const agent = (serves: boolean, [withAgent, waiting, human] = [0, 0, 0]) => ({
  serves,
  conversations: { agent: withAgent as number, waiting: waiting as number, human: human as number },
});

test('[DSK-1] the list says who answers and what goes on', () => {
  expect(listSentence([agent(false)])).toBe(
    'No agent answers visitors yet. No conversation is open.',
  );
  expect(listSentence([agent(true, [1, 0, 0])])).toBe(
    'The agent answers visitors. 1 conversation is open.',
  );
  expect(listSentence([agent(true, [1, 1, 0]), agent(false)])).toBe(
    '1 of 2 agents answers visitors. 2 conversations are open, 1 waits for a person.',
  );
  expect(listSentence([agent(true, [0, 2, 1]), agent(true), agent(false)])).toBe(
    '2 of 3 agents answer visitors. 3 conversations are open, 2 wait for a person.',
  );
});
