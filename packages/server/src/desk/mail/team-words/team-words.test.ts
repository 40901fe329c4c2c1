import { widgetLanguages } from '@belay/contract/desk/agent';
import { expect, test } from 'vitest';
import { teamWords } from './team-words.ts';

test.each(widgetLanguages)(
  '[NTF-4, NTF-6] letters to the team in %s leave out nothing',
  (language) => {
    const places = (of: typeof language) => {
      const all = Object.entries(teamWords(of)).flatMap(([group, table]) =>
        Object.entries<string>(typeof table === 'string' ? { '': table } : table).map(
          ([name, text]) => [`${group}.${name}`, text] as const,
        ),
      );
      for (const [, text] of all) expect(text.trim()).not.toBe('');
      return all.map(([name, text]) => [name, [...(text.match(/\{\w+\}/g) ?? [])].sort()]);
    };
    expect(places(language)).toEqual(places('en'));
  },
);

test('each language says everything in words of its own', () => {
  for (const language of widgetLanguages.filter((each) => each !== 'en')) {
    const { troubles, losses, mends, waits, untold, lost } = teamWords(language);
    const said = [troubles, losses, mends, waits, untold, lost].flatMap((t) => Object.values(t));
    const english = JSON.stringify(teamWords('en'));
    expect(said.filter((text) => english.includes(JSON.stringify(text)))).toEqual([]);
  }
});
