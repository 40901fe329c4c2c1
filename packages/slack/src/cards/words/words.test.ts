import { expect, test } from 'vitest';
import type { CardLanguage } from '../card-model.ts';
import { languages } from '../testing/surface.ts';
import { wordsOf } from './words.ts';

test('every language has the places that English has', () => {
  const places = (language: CardLanguage) => {
    const found: Record<string, string[]> = {};
    for (const [group, table] of Object.entries(wordsOf(language)))
      for (const [name, text] of Object.entries(typeof table === 'string' ? { table } : table)) {
        expect(text).not.toBe('');
        found[`${group}.${name}`] = [...new Set(`${text}`.match(/\{\w+\}/g))].sort();
      }
    return found;
  };
  for (const language of languages) expect(places(language)).toEqual(places('en'));
});

test('[TKO-5] nobody is refused in another language than the place’s', () => {
  const said = languages.flatMap((language) => {
    const { refusals, outsiders } = wordsOf(language);
    return [...Object.values(refusals), ...Object.values(outsiders)];
  });
  expect(new Set(said).size).toBe(said.length);
});
