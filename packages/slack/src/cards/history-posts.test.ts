import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CardWord } from './card-model.ts';
import { historyPosts } from './history-posts.ts';
import { outline } from './testing/outline.ts';
import { sampleTime } from './testing/sample-card.ts';
import { expectHarmless, fit, leavesOf, link } from './testing/surface.ts';

describe('the history', () => {
  const said = (count: number, length: number): CardWord[] =>
    Array.from({ length: count }, (_, i) => ({
      author: i % 2 === 0 ? 'visitor' : 'agent',
      name: null,
      text: `${i}: ${'a b '.repeat(length / 4)}`,
      at: sampleTime,
      files: i === 0 ? ['plan.pdf'] : [],
    }));
  const posts = (words: CardWord[], redaction: 'none' | 'no_transcript' = 'none') =>
    historyPosts({ language: 'en', redaction, words, link }, (n) => `h${n}`).map(fit);

  test('holds 3,800 characters a post and says nothing twice', () => {
    const words = said(60, 240);
    const all = posts(words);
    expect(all.length).toBeGreaterThan(3);
    for (const post of all) {
      const shown = leavesOf(post).map((leaf) => ('text' in leaf ? leaf.text : '…'.repeat(20)));
      expect(shown.join('').length).toBeLessThanOrEqual(3800);
    }
    const read = all.map(outline).join('\n');
    for (const [i] of words.entries()) expect(read.split(`> ${i}: `)).toHaveLength(2);
    expect(read).toContain('File: plan.pdf');
    expect(all.map(({ metadata }) => metadata?.event_payload.key)).toEqual(
      all.map((_, i) => `h${i + 1}`),
    );
    expect(outline(posts(said(3, 40))[0] ?? { blocks: [] })).toMatchSnapshot();
  });

  test('is ten posts at most, then the link', () => {
    const all = posts(said(400, 400));
    expect(all).toHaveLength(10);
    expect(leavesOf(all[9] ?? { blocks: [] }).at(-1)).toEqual({
      type: 'link',
      url: link,
      text: 'The rest is in Belay.',
    });
    expect(JSON.stringify(all.slice(0, 9))).not.toContain(link);
  });

  test('goes on in the next post where one message is longer than a post', () => {
    const text = Array.from({ length: 1000 }, (_, i) => `word${i}`).join(' ');
    const all = posts([{ author: 'visitor', name: null, text, at: 0, files: [] }]);
    const quoted = all
      .flatMap(leavesOf)
      .filter((leaf) => 'text' in leaf && leaf.text.includes('word'));
    expect(quoted.map((leaf) => ('text' in leaf ? leaf.text : '')).join(' ')).toBe(text);
  });

  test('is empty where the channel shows no transcript, or nothing was said', () => {
    expect(posts(said(3, 40), 'no_transcript')).toEqual([]);
    expect(posts([])).toEqual([]);
  });

  test('fits whatever was said', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 9000 }),
      fc.constant('👩‍👩‍👧'.repeat(900)),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
        const words = texts.map((each) => ({ ...(said(1, 4)[0] as CardWord), text: each }));
        for (const post of posts(words)) expectHarmless(post);
      }),
      { numRuns: 30 },
    );
  });
});
