import { expect, test } from 'vitest';
import { chooseLanguage } from './choose-language.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { ja } from './ja.ts';
import { regionOf } from './region-of.ts';
import { sayLine } from './say-line.ts';
import { sayWhen } from './say-when.ts';

const packs = { en, de, es, ja };
const leaves = (value: object, path = ''): [string, string][] =>
  Object.entries(value).flatMap(([name, each]) =>
    typeof each === 'string' ? [[path + name, each]] : leaves(each, `${path}${name}.`),
  );
const parameters = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

test('[DSK-2] every pack says everything, with the same parameters', () => {
  const said = new Map(leaves(en));
  for (const [language, pack] of Object.entries(packs))
    for (const [path, text] of leaves(pack)) {
      expect(text.trim(), `${language} ${path}`).not.toBe('');
      expect(parameters(text), `${language} ${path}`).toEqual(parameters(said.get(path) ?? ''));
    }
});

test('[DSK-2] the visitor is spoken to in their first language that the agent speaks', () => {
  expect(chooseLanguage(['fr-FR', 'de-CH', 'en'], ['en', 'de', 'es', 'ja'])).toBe('de');
  expect(chooseLanguage(['ja-JP'], ['es', 'en'])).toBe('es');
  expect(chooseLanguage([], ['ja'])).toBe('ja');
  expect(regionOf(['fr', 'de-CH', 'de'], 'de')).toBe('de-CH');
  for (const strange of ['en-US@posix', 'en_US', 'en-', 'en-x'])
    expect(() => new Intl.DateTimeFormat(regionOf([strange, 'C'], 'en'))).not.toThrow();
});

test('[DSK-4] the moment at which people are back is told in the visitor’s own zone', () => {
  const now = Date.parse('2026-03-27T20:30:00Z');
  const opens = '2026-03-28T08:00:00Z';
  expect(sayWhen(en, 'en-GB', opens, now, 'Europe/Berlin')).toBe('tomorrow at 09:00');
  // it is the 28th in Tokyo by now
  expect(sayWhen(ja, 'ja', opens, now, 'Asia/Tokyo')).toBe('今日17:00');
  expect(sayWhen(de, 'de', '2026-03-30T07:00:00Z', now, 'Europe/Berlin')).toBe(
    'am Montag, 30. März um 09:00',
  );
  const line = { code: 'escalated_closed' as const, params: { opens_at: opens } };
  expect(sayLine(de, 'de', { line, text: 'x' }, now, 'Europe/Berlin')).toContain(
    'das Team ist morgen um 09:00 wieder da.',
  );
});

test('[DSK-2] a line that the pack doesn’t know, or that lacks its parameter, is said as it came', () => {
  const line = (code: string, params = {}) => ({
    line: { code: code as 'joined', params },
    text: 'as it came',
  });
  expect(sayLine(es, 'es', line('joined', { name: 'Ann' }), 0)).toBe('Ann se ha unido');
  expect(sayLine(es, 'es', line('joined'), 0)).toBe('as it came');
  expect(sayLine(es, 'es', line('of_next_year'), 0)).toBe('as it came');
  expect(sayLine(en, 'en', line('escalated_closed'), 0)).toBe(
    'Our team has your request. Nobody is here right now.',
  );
});
