import { expect, test } from 'vitest';
import { dateView } from './date-view.ts';
import { mrkdwnMarkup } from './mrkdwn.ts';
import { richTextView } from './rich-text-view.ts';

const at = Date.parse('2026-03-18T09:05:07Z') / 1000;
const names = {
  person: () => undefined,
  channel: () => undefined,
  group: (id: string) => (id === 'S0TARN01' ? 'support-team' : undefined),
};

test('[SBX-4] moments stand as their format says, hostile ones as their fallback', async () => {
  const shown = async (format: string, seconds = at) =>
    String(await dateView(seconds, format, '<b>then</b>'));
  expect(await shown('{date_short_pretty} {time}')).toContain('>18 Mar 2026 09:05</time>');
  expect(await shown('on {date_long}')).toContain('on Wednesday');
  expect(await shown('<i>{time}</i>')).toContain('&lt;i&gt;09:05&lt;/i&gt;');
  for (const broken of [Number.NaN, 1e300, 9e15])
    expect(await shown('{time}', broken)).toBe('<b>then</b>');
  expect(await shown('{weekday_of_my_aunt}')).toBe('<b>then</b>');
});

test('[SBX-4] groups and moments are read in both ways of writing them', async () => {
  const written = String(
    await mrkdwnMarkup(`<!subteam^S0TARN01> <!date^${at}^{time}|09:05 UTC> <!here>`, names),
  );
  expect(written).toMatch(/@support-team<.*09:05<\/time>.*@here/);
  const built = String(
    await richTextView(names, {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'usergroup', usergroup_id: 'S0TARN01' },
            { type: 'date', timestamp: at, format: '{time}', fallback: 'x' },
          ],
        },
      ],
    }),
  );
  expect(built).toMatch(/@support-team<.*09:05<\/time>/);
});
