import { expect, test } from 'vitest';
import { commandAnswer } from './command-answer.ts';
import { blockKitFaults } from './testing/block-kit-faults.ts';
import { outline } from './testing/outline.ts';
import { expectHarmless, hostile } from './testing/surface.ts';

test('the command answers', () => {
  const answers = [
    commandAnswer('en', { kind: 'help' }),
    commandAnswer('en', { kind: 'status', waiting: 2, mine: 1 }),
    commandAnswer('en', { kind: 'done', number: 42, visitor: hostile }),
    commandAnswer('en', { kind: 'done', number: 42, visitor: null }),
    commandAnswer('en', { kind: 'no_number', number: 42 }),
    commandAnswer('en', { kind: 'refused', why: hostile }),
    commandAnswer('en', { kind: 'unlinked' }),
    commandAnswer('en', { kind: 'doctor', problems: [] }),
    commandAnswer('en', {
      kind: 'doctor',
      problems: [{ what: '#leads is archived.', remedy: 'Choose another channel.' }],
    }),
  ];
  for (const answer of answers) {
    expect(blockKitFaults({ ...answer, unfurl_links: false, unfurl_media: false })).toEqual([]);
    expectHarmless(answer);
  }
  expect(answers.map(outline).join('\n\n')).toMatchSnapshot();
});
