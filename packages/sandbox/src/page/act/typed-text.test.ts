import { expect, test } from 'vitest';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { World } from '../../world/world.ts';
import { storedText, typedText } from './typed-text.ts';

const world = new World(new VirtualClock(0));
const mara = world.addUser({ name: 'mara', realName: 'Mara Quill' });
const bot = world.addUser({ name: 'belay', realName: 'Belay', isBot: true });
const rope = world.addChannel({ name: 'höhen-arbeit' });

const pairs: [typed: string, stored: string][] = [
  ['1 < 2 & 3 > 2', '1 &lt; 2 &amp; 3 &gt; 2'],
  ['&lt; is an escape', '&amp;lt; is an escape'],
  ['<!channel> <@U1> stay words', '&lt;!channel&gt; &lt;@U1&gt; stay words'],
  ['@mara, and (@belay).', `<@${mara.id}>, and (<@${bot.id}>).`],
  ['@nobody and mail me@mara', '@nobody and mail me@mara'],
  ['in #höhen-arbeit!', `in <#${rope.id}|höhen-arbeit>!`],
  ['#nowhere', '#nowhere'],
  ['see https://a.example/x?y=1&z=2.', 'see <https://a.example/x?y=1&amp;z=2>.'],
  ['[the sheet](https://a.example/r)', '<https://a.example/r|the sheet>'],
  ['[x](javascript:alert)', '[x](javascript:alert)'],
  ['*bold* `code` :tada:\nline', '*bold* `code` :tada:\nline'],
];

test.each(pairs)(
  '[SBX-4] %j is stored as Slack stores it, and edited as it was typed',
  (typed, stored) => {
    expect(storedText(world, typed)).toBe(stored);
    expect(typedText(world, stored)).toBe(typed);
  },
);

test('[SBX-4] names find people whatever their case; what cannot be typed stays in brackets', () => {
  expect(storedText(world, '@Belay')).toBe(`<@${bot.id}>`);
  expect(typedText(world, '<@U0GONE> <!here> <mailto:a@b.example|a>')).toBe(
    '<@U0GONE> <!here> <mailto:a@b.example|a>',
  );
});
