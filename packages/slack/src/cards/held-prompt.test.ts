import { describe, expect, test } from 'vitest';
import { type HeldReason, heldPrompt, linkMePrompt, promptAnswer } from './held-prompt.ts';
import { outline } from './testing/outline.ts';
import { expectHarmless, fit, hostile, languages, link, made } from './testing/surface.ts';

describe('private prompts', () => {
  const reasons = [
    'agent',
    'waiting',
    'closed',
    'other_owner',
    'other_thread',
    'broadcast',
    'mentions',
    'permalink',
    'secret',
    'emoji_only',
    'old',
    'before_claim',
    'refused_file',
  ] satisfies HeldReason[];

  test('[TKO-4] every reason in every language, with its choices', () => {
    for (const language of languages)
      for (const reason of reasons) {
        const prompt = heldPrompt({
          language,
          reason,
          choices: ['send', 'take_send', 'send_leave', 'steal', 'reopen_send', 'keep'],
          made,
          owner: hostile,
          link,
        });
        expectHarmless(fit(prompt));
        expect(prompt.text).not.toMatch(/[{}]/);
        expect(prompt.metadata).toBeUndefined();
      }
  });

  test('read as sentences', () => {
    const prompt = heldPrompt({
      language: 'en',
      reason: 'other_owner',
      choices: ['steal', 'keep'],
      made,
      owner: 'Ann Birch',
      link,
    });
    expect(outline(fit(prompt))).toMatchSnapshot();
    expect(outline(fit(linkMePrompt({ language: 'en', url: link })))).toMatchSnapshot();
    expect(fit(linkMePrompt({ language: 'en', url: null })).blocks).toHaveLength(1);
  });

  test('[TKO-1] who lost is told who won', () => {
    const lost = promptAnswer({ language: 'en', what: { kind: 'lost', name: 'Ann Birch' } });
    expect(fit(lost).text).toBe('Ann Birch was quicker and has this conversation.');
    const refused = promptAnswer({ language: 'en', what: { kind: 'refused', why: hostile } });
    expectHarmless(fit(refused));
  });
});
