import { expect, test } from 'vitest';
import { appHome } from './app-home.ts';
import { outline } from './testing/outline.ts';
import { sampleTime } from './testing/sample-card.ts';
import { expectHarmless, fit, hostile, languages, link, made } from './testing/surface.ts';

const entry = (number: number) => ({
  number,
  visitor: number % 2 ? hostile : null,
  agent: 'Ropes & Co helper',
  since: sampleTime,
  link,
  made,
});

test('the Home shows the queue, one’s own, and whether one is available', () => {
  const home = { language: 'en' as const, isLinked: true as const, isAvailable: true };
  const view = fit(appHome({ ...home, waiting: [entry(2)], mine: [] }));
  expect(outline(view)).toMatchSnapshot();
  const many = Array.from({ length: 70 }, (_, i) => entry(i));
  for (const language of languages) {
    const full = fit(appHome({ ...home, language, isAvailable: false, waiting: many, mine: many }));
    expectHarmless(full);
  }
  expect(
    outline(fit(appHome({ language: 'en', isLinked: false, linkUrl: link }))),
  ).toMatchSnapshot();
});
