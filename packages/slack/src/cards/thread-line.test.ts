import { describe, expect, test } from 'vitest';
import type { Leaf } from './block.ts';
import { erasedPost } from './erased-post.ts';
import { outline } from './testing/outline.ts';
import { expectHarmless, fit, hostile, languages, leavesOf, link } from './testing/surface.ts';
import { assignedLine, type ThreadLine, threadLine } from './thread-line.ts';

describe('[TKO-4] a line of the conversation in the home thread', () => {
  const line = (over: Partial<ThreadLine> = {}): ThreadLine => ({
    key: 'l1',
    language: 'en',
    redaction: 'none',
    author: 'visitor',
    name: 'Ida Fern',
    text: 'Mail me: ida@fern.example',
    files: [],
    isEdited: false,
    isRetracted: false,
    link,
    ...over,
  });
  const drawn = (over: Partial<ThreadLine> = {}) => {
    const message = threadLine(line(over));
    if (!message) throw new Error('not shown');
    return fit(message);
  };

  test.each<[string, Partial<ThreadLine>]>([
    ['of the visitor', {}],
    ['of an anonymous visitor', { name: null }],
    ['of an operator in the dashboard', { author: 'operator', name: 'Ann Birch', text: 'Hello' }],
    ['a note', { author: 'note', name: 'Ann Birch', text: 'is a reseller' }],
    ['edited', { isEdited: true }],
    ['retracted', { isRetracted: true, isEdited: true, files: [{ name: 'a.pdf', url: link }] }],
    ['with files', { text: '', files: [{ name: 'a.pdf', url: `${link}/a` }] }],
    ['masked', { redaction: 'masked' }],
  ])('%s', (_, over) => {
    expect(outline(drawn(over))).toMatchSnapshot();
  });

  test('what was taken back leaves nothing behind', () => {
    expect(JSON.stringify(drawn({ isRetracted: true }))).not.toContain('ida@fern');
  });

  test('[SEC-7] of an erased visitor a sentence of ours', () => {
    for (const language of languages)
      expect(fit(erasedPost({ language, kind: 'belay_line', key: 'l1' })).metadata).toEqual({
        event_type: 'belay_line',
        event_payload: { key: 'l1' },
      });
  });

  test('nothing where there is no transcript', () => {
    expect(threadLine(line({ redaction: 'no_transcript' }))).toBeUndefined();
  });

  test('a long one ends in a link; a hostile one is what was typed', () => {
    expect(leavesOf(drawn({ text: 'x'.repeat(8000) })).at(-1)).toMatchObject({ url: link });
    const typed = drawn({ text: hostile, name: hostile });
    expectHarmless(typed);
    expect(leavesOf(typed)).toContainEqual({ type: 'text', text: hostile });
    const bad = drawn({ files: [{ name: 'x', url: 'javascript:alert(1)' }] });
    expect(JSON.stringify(bad)).not.toContain('javascript');
  });

  test('[TKO-4] calls the owner by id alone', () => {
    const called = (mention: string) => leavesOf(drawn({ mention })).filter(isUser);
    const isUser = ({ type }: Leaf) => type === 'user';
    expect(called('U012ABC')).toEqual([{ type: 'user', user_id: 'U012ABC' }]);
    expect(called('!channel')).toEqual([]);
  });

  test('who a waiting conversation is meant for is mentioned by id alone', () => {
    const to = (userId: string) => fit(assignedLine({ key: 'a', language: 'en', userId })).text;
    expect(to('U012ABC')).toBe('<@U012ABC>, this conversation is meant for you.');
    expect(to('U1> <!channel')).not.toContain('<');
  });
});
