import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toVisitor } from './to-visitor.ts';

const names = {
  person: (id: string) => (id === 'U1' ? 'Ada' : undefined),
  channel: () => 'general',
  group: () => undefined,
};
const rich = (...elements: object[]) =>
  toVisitor({ text: 'fallback', blocks: [{ type: 'rich_text', elements }] }, names);
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });
const say = (text: string) => toVisitor({ text, blocks: [] }, names);

test('[TKO-4] bold, code, lists and quotes as the widget speaks them', () => {
  expect(
    rich(
      section(
        { type: 'text', text: 'Take ' },
        { type: 'text', text: 'both ', style: { bold: true } },
        { type: 'text', text: 'ropes', style: { italic: true } },
        { type: 'text', text: ', see ' },
        { type: 'text', text: 'knot --eight', style: { code: true } },
      ),
      {
        type: 'rich_text_list',
        style: 'ordered',
        indent: 0,
        elements: [section({ type: 'text', text: 'one' }), section({ type: 'text', text: 'two' })],
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'hold\ntight' }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a *b*' }] },
    ),
  ).toBe(
    'Take **both** ropes, see `knot --eight`\n1. one\n2. two\n> hold\n> tight\n```\na *b*\n```',
  );
});

test('[TKO-4] links lead to http, https and mailto only', () => {
  const link = (url: string, text?: string) => rich(section({ type: 'link', url, text }));
  expect(link('https://ropes.example/a(b)', 'our page')).toBe(
    '[our page](https://ropes.example/a%28b%29)',
  );
  expect(link('https://ropes.example/x')).toBe('https://ropes.example/x');
  expect(link('mailto:ada@ropes.example')).toBe('[ada@ropes.example](mailto:ada@ropes.example)');
  for (const bad of ['javascript:alert(1)', 'slack://open', 'data:text/html,x', 'tel:+491234'])
    expect([link(bad, 'press'), link(bad)]).toEqual(['press', '']);
  expect(say('<javascript:alert(1)|press> <https://ropes.example|ropes>')).toBe(
    'press [ropes](https://ropes.example/)',
  );
});

test('[TKO-4] standard emoji become signs, a workspace’s own drop', () => {
  const emoji = (leaf: object) =>
    rich(section({ type: 'text', text: 'ok' }, { type: 'emoji', ...leaf }));
  expect(emoji({ name: 'wave', unicode: '1f44b-1f3fd' })).toBe('ok👋🏽');
  expect(emoji({ name: 'wave', skin_tone: 4 })).toBe('ok👋🏽');
  expect(emoji({ name: '+1' })).toBe('ok👍');
  expect(emoji({ name: 'party-parrot' })).toBe('ok');
  expect(emoji({ name: 'x', unicode: 'd800' })).toBe('ok❌');
  expect(say('well :tada: :belay-logo: at 10:30:45 :100:')).toBe('well 🎉  at 10:30:45 💯');
});

test('[TKO-4] mrkdwn without blocks', () => {
  expect(say('*both* _ropes_ ~not~ `a *b* &amp; c` 2*3*4 &lt;b&gt; <@U1> <!here>')).toBe(
    '**both** ropes not `a *b* & c` 2*3*4 <b> @Ada @here',
  );
});

test('[TKO-4] whatever stands in a message, the visitor gets text of a reply’s length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.jsonValue()), (text, elements) => {
      const said = toVisitor({ text, blocks: [{ type: 'rich_text', elements }] }, names);
      expect(said.isWellFormed() && !said.includes('\0') && [...said].length <= 8_000).toBe(true);
      expect(toVisitor({ text, blocks: elements }, names).isWellFormed()).toBe(true);
    }),
  );
});
