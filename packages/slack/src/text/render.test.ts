import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NameBook } from '../model.ts';
import { render } from './render.ts';

const names: NameBook = {
  person: (id) => ({ U1: 'Ada Field', W2: 'Bo' })[id],
  channel: (id) => ({ C1: 'general' })[id],
  group: (id) => ({ S1: 'oncall' })[id],
};

const ofText = (text: string) => render({ text, blocks: [], attachments: [] }, names);
const ofBlocks = (...blocks: unknown[]) =>
  render({ text: 'fallback', blocks, attachments: [] }, names);
const ofAttachments = (...attachments: unknown[]) =>
  render({ text: '', blocks: [], attachments }, names);
const richText = (...elements: unknown[]) => ofBlocks({ type: 'rich_text', elements });
const section = (...elements: unknown[]) => ({ type: 'rich_text_section', elements });
const said = (text: string, style?: object) => ({ type: 'text', text, style });

describe('mrkdwn', () => {
  test.each([
    ['<@U1> and <@W2>, not <@U404>', '@Ada Field and @Bo, not @U404'],
    ['<@U404|guest>', '@guest'],
    ['see <#C1>, <#C1|old-name>, <#C9|secret>, <#C9|>', 'see #general, #general, #secret, #C9'],
    ['<!subteam^S1> <!subteam^S9|@design> <!subteam^S9>', '@oncall @design @S9'],
    ['<!here> <!channel|channel> <!everyone>', '@here @channel @everyone'],
    ['<!date^1773576000^{date_short}|Mar 15, 2026>', 'Mar 15, 2026'],
    ['<!date^1773576000^{date_short}>', '2026-03-15 12:00 UTC'],
    ['<https://example.com/a>', 'https://example.com/a'],
    ['<http://example.com|example.com>', 'example.com'],
    ['<https://example.com/a?b=1&amp;c=2|the page>', '[the page](https://example.com/a?b=1&c=2)'],
    ['<https://example.com/(x)|odd [one]>', '[odd \\[one\\]](https://example.com/%28x%29)'],
    ['<mailto:ada@example.com|ada@example.com>', 'ada@example.com'],
  ])('[MAP-7] %s', (source, read) => {
    expect(ofText(source)).toBe(read);
  });

  test('[MAP-7] the three escapes are undone once, and only after the tokens', () => {
    expect(ofText('a &lt;@U1&gt; b &amp;lt; c &quot;')).toBe('a <@U1> b &lt; c &quot;');
    expect(ofText('<https://example.com|R&amp;D>')).toBe('[R&D](https://example.com)');
  });

  test('[MAP-7] what no token is stays as it is', () => {
    expect(ofText('1 < 2 > 0, <>, <not a token>, <@>')).toBe('1 < 2 > 0, <>, <not a token>, <@>');
  });
});

describe('rich_text', () => {
  test('[MAP-7] leaves of every kind', () => {
    const read = richText(
      section(
        said('Hello '),
        { type: 'user', user_id: 'U1' },
        said(' of '),
        { type: 'channel', channel_id: 'C1' },
        said(' and '),
        { type: 'usergroup', usergroup_id: 'S1' },
        said(' '),
        { type: 'broadcast', range: 'here' },
        said(' '),
        { type: 'emoji', name: 'wave', unicode: '1f44b', skin_tone: 3 },
        said(' '),
        { type: 'link', url: 'https://example.com/', text: 'a page' },
        said(' '),
        { type: 'date', timestamp: 1773576000, format: '{date}', fallback: 'Sunday' },
        said(' '),
        { type: 'color', value: '#FF0000' },
      ),
    );
    expect(read).toBe(
      'Hello @Ada Field of #general and @oncall @here :wave::skin-tone-3: [a page](https://example.com/) Sunday #FF0000',
    );
  });

  test('[MAP-7] strike and code are kept, bold and italic read without marks', () => {
    const read = richText(
      section(said('a', { bold: true }), said('b', { strike: true }), said('c`d', { code: true })),
    );
    expect(read).toBe('a~~b~~``c`d``');
  });

  test('[MAP-7] lists nest by indent, and numbering goes on behind the deeper list', () => {
    const list = (style: string, indent: number, ...items: string[]) => ({
      type: 'rich_text_list',
      style,
      indent,
      elements: items.map((item) => section(said(item))),
    });
    const read = richText(
      section(said('Plan:\n')),
      list('ordered', 0, 'one', 'two\nlines'),
      list('bullet', 1, 'under two'),
      list('ordered', 0, 'three'),
      section(said('and then')),
      list('ordered', 0, 'anew'),
      { ...list('ordered', 0, 'fifth'), offset: 4 },
    );
    expect(read).toBe(
      'Plan:\n1. one\n2. two\n   lines\n  - under two\n3. three\nand then\n1. anew\n5. fifth',
    );
  });

  test('[MAP-7] quotes and code', () => {
    const read = richText(
      { type: 'rich_text_quote', elements: [said('first\nsecond')] },
      { type: 'rich_text_preformatted', elements: [said('let a = 1;\n```')] },
      {
        type: 'rich_text_list',
        style: 'bullet',
        border: 1,
        elements: [section(said('in a quote'))],
      },
    );
    expect(read).toBe('> first\n> second\n````\nlet a = 1;\n```\n````\n> - in a quote');
  });

  test('[MAP-7] unknown nodes give the text that they hold', () => {
    const read = richText(
      section(said('see '), { type: 'canvas', file_id: 'F1' }, { type: 'novel', text: 'this' }),
      { type: 'rich_text_novel', elements: [said('and that')] },
    );
    expect(read).toBe('see this\nand that');
  });
});

describe('blocks', () => {
  const plain = (text: string) => ({ type: 'plain_text', text });
  const marked = (text: string) => ({ type: 'mrkdwn', text });

  test('[MAP-7] the blocks that bear text', () => {
    const read = ofBlocks(
      { type: 'header', text: plain('Deploy &amp; done') },
      { type: 'section', text: marked('by <@U1>'), fields: [marked('*Env*'), plain('prod')] },
      { type: 'divider' },
      {
        type: 'context',
        elements: [
          { type: 'image', alt_text: 'green dot' },
          marked('all <https://example.com|well>'),
        ],
      },
      { type: 'image', alt_text: 'a graph' },
      { type: 'actions', elements: [{ type: 'button', text: plain('Roll back') }] },
      { type: 'markdown', text: '**as** <it> is' },
      { type: 'video', title: plain('Demo'), description: plain('two minutes') },
    );
    expect(read).toBe(
      [
        'Deploy & done',
        'by @Ada Field',
        '*Env*',
        'prod',
        'green dot all [well](https://example.com)',
        'a graph',
        '**as** <it> is',
        'Demo',
        'two minutes',
      ].join('\n'),
    );
  });

  test('[MAP-7] a table is a Markdown table', () => {
    const raw = (text: string) => ({ type: 'raw_text', text });
    const rich = (text: string) => ({ type: 'rich_text', elements: [section(said(text))] });
    const read = ofBlocks({
      type: 'table',
      rows: [[raw('Who'), raw('What')], [rich('a|b'), raw('c\nd')], [raw('e')]],
    });
    expect(read).toBe('| Who | What |\n| --- | --- |\n| a\\|b | c d |\n| e |  |');
  });

  test('[MAP-7] unknown blocks give their text, however they nest', () => {
    const read = ofBlocks({
      type: 'container_of_tomorrow',
      title: plain('Title'),
      body: { type: 'rich_text', elements: [section(said('Body'))] },
      blocks: [{ type: 'novel', elements: [{ type: 'section', text: plain('Deep') }] }],
    });
    expect(read).toBe('Title\nBody\nDeep');
  });

  test('[MAP-7] blocks without text leave the word to `text`', () => {
    expect(ofBlocks({ type: 'divider' }, { type: 'unheard_of' }, null, 7)).toBe('fallback');
  });
});

describe('attachments', () => {
  test('[MAP-7] attachments come after the text, unfurls not at all', () => {
    const read = render(
      {
        text: 'Alert',
        blocks: [],
        attachments: [
          {
            pretext: 'from <@U1>',
            title: 'Disk',
            title_link: 'https://example.com/disk',
            text: '90 %',
            fields: [{ title: 'Host', value: 'db-1' }],
            fallback: 'unused',
          },
          { from_url: 'https://example.com', title: 'An unfurl', text: 'grew by itself' },
          { is_app_unfurl: true, text: 'another' },
          { fallback: 'only this' },
          { fallback: '[no preview available]' },
        ],
      },
      names,
    );
    expect(read).toBe(
      'Alert\nfrom @Ada Field\n[Disk](https://example.com/disk)\n90 %\nHost: db-1\nonly this',
    );
  });

  test('[MAP-7] a forwarded message is content', () => {
    expect(
      ofAttachments({
        is_share: true,
        is_msg_unfurl: true,
        from_url: 'https://x',
        text: 'forwarded',
      }),
    ).toBe('forwarded');
  });
});

test('[MAP-7] hostile trees never throw', () => {
  const kinds = fc.constantFrom(
    ...['rich_text', 'rich_text_list', 'rich_text_section', 'section', 'table', 'context'],
    ...['text', 'date', 'link', 'user', 'constructor', '__proto__', 'image', 'toString'],
  );
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      fc.jsonValue(),
      fc.record(
        {
          type: kinds,
          text: tie('node'),
          elements: fc.array(tie('node'), { maxLength: 3 }),
          rows: fc.array(fc.array(tie('node'), { maxLength: 2 }), { maxLength: 2 }),
          blocks: fc.array(tie('node'), { maxLength: 2 }),
          indent: fc.jsonValue(),
          offset: fc.jsonValue(),
          timestamp: fc.oneof(fc.maxSafeInteger(), fc.jsonValue()),
          style: fc.jsonValue(),
        },
        { requiredKeys: ['type'] },
      ),
    ),
  }));
  fc.assert(
    fc.property(fc.array(node, { maxLength: 4 }), fc.string(), (tree, text) => {
      const read = render({ text, blocks: tree, attachments: tree }, names);
      expect(typeof read).toBe('string');
    }),
    { numRuns: 500 },
  );
});

test('[MAP-7] blocks nested without end are cut, not a stack overflow', () => {
  let deep: unknown = { type: 'section', text: 'bottom' };
  for (let i = 0; i < 20_000; i += 1) deep = { type: 'card', blocks: [deep], title: deep };
  expect(() => ofBlocks(deep)).not.toThrow();
});
