import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { msToTs } from '../../ids/ts.ts';
import type { Message } from '../../model.ts';
import { parseMessage } from '../../parse/message.ts';
import { classifyLine, type LineFacts, type TypedLine } from './classify-line.ts';

const now = Date.UTC(2026, 10, 2, 9, 30);
const typedAt = now - 2_000;

const facts = (over: Partial<LineFacts> = {}): LineFacts => ({
  botUserId: 'UBOT',
  thread: 'home',
  isLinked: true,
  state: { kind: 'human', owner: 'author', claimedAt: now - 60_000 },
  now,
  hasRefusedFile: false,
  isSecret: (text) => text.includes('s3cret'),
  ...over,
});

/** As Slack would send it. */
function said(raw: object = {}): Message {
  const whole = {
    type: 'message',
    user: 'U1',
    text: 'Hello',
    ts: msToTs(typedAt),
    thread_ts: msToTs(now - 90_000),
    ...raw,
  };
  const message = parseMessage(whole);
  if (!message) throw new Error('no message');
  return message;
}

const section = (...elements: object[]) => [
  { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] },
];
const text = (words: string) => ({ type: 'text', text: words });

test('[TKO-4] an owner’s plain line in the home thread is sent, with files too', () => {
  expect(classifyLine(said(), facts())).toEqual({ kind: 'send' });
  const blocks = section(text('Hello'), { type: 'emoji', name: 'wave' });
  expect(classifyLine(said({ blocks }), facts())).toEqual({ kind: 'send' });
  const file = { subtype: 'file_share', text: '', files: [{ id: 'F1', name: 'a.pdf' }] };
  expect(classifyLine(said(file), facts())).toEqual({ kind: 'send' });
});

describe('[TKO-4] rule by rule', () => {
  test.each<[string, object, Partial<LineFacts>, TypedLine]>([
    ['a bot', { bot_id: 'B1' }, {}, { kind: 'ignored', why: 'machine' }],
    ['an app', { app_id: 'A1' }, {}, { kind: 'ignored', why: 'machine' }],
    ['an old bot', { subtype: 'bot_message', user: null }, {}, { kind: 'ignored', why: 'machine' }],
    ['our echo', { user: 'UBOT' }, {}, { kind: 'ignored', why: 'machine' }],
    ['Slackbot', { user: 'USLACKBOT' }, {}, { kind: 'ignored', why: 'machine' }],
    ['/me', { subtype: 'me_message' }, {}, { kind: 'ignored', why: 'me_message' }],
    ['a join', { subtype: 'channel_join' }, {}, { kind: 'ignored', why: 'housekeeping' }],
    ['a tombstone', { subtype: 'tombstone' }, {}, { kind: 'ignored', why: 'housekeeping' }],
    ['another thread', {}, { thread: 'none' }, { kind: 'ignored', why: 'elsewhere' }],
    ['no thread', { thread_ts: null }, {}, { kind: 'ignored', why: 'elsewhere' }],
    ['a root', { thread_ts: msToTs(typedAt) }, {}, { kind: 'ignored', why: 'elsewhere' }],
    ['a command', { text: ' <@UBOT> take ' }, {}, { kind: 'command', text: 'take' }],
    ['a command by name', { text: '<@UBOT|belay>' }, {}, { kind: 'command', text: '' }],
    ['a stranger', {}, { isLinked: false }, { kind: 'internal', why: 'not_linked', choices: [] }],
    ['a mark', { text: 'a\n! b' }, {}, { kind: 'internal', why: 'marked', choices: [] }],
    [
      'tomorrow’s kind',
      { subtype: 'hologram' },
      {},
      { kind: 'internal', why: 'unknown_kind', choices: [] },
    ],
    [
      'a copy’s thread',
      {},
      { thread: 'other' },
      { kind: 'held', why: 'other_thread', choices: ['keep'] },
    ],
    [
      'a broadcast',
      { subtype: 'thread_broadcast' },
      {},
      { kind: 'held', why: 'broadcast', choices: ['keep'] },
    ],
    [
      'the agent has it',
      {},
      { state: { kind: 'agent' } },
      { kind: 'held', why: 'agent', choices: ['take_send', 'send_leave', 'keep'] },
    ],
    [
      'nobody has it',
      {},
      { state: { kind: 'waiting' } },
      { kind: 'held', why: 'waiting', choices: ['take_send', 'send_leave', 'keep'] },
    ],
    [
      'closed',
      {},
      { state: { kind: 'closed' } },
      { kind: 'held', why: 'closed', choices: ['reopen_send', 'keep'] },
    ],
    [
      'another has it',
      {},
      { state: { kind: 'human', owner: 'other', maySteal: true } },
      { kind: 'internal', why: 'other_owner', choices: ['steal'] },
    ],
    [
      'and keeps it',
      {},
      { state: { kind: 'human', owner: 'other', maySteal: false } },
      { kind: 'internal', why: 'other_owner', choices: [] },
    ],
  ])('%s', (_, raw, over, expected) => {
    expect(classifyLine(said(raw), facts(over))).toEqual(expected);
  });
});

describe('[TKO-4] what an owner is asked about', () => {
  const permalink = 'https://acme.slack.com/archives/C1/p1710502200000100';
  test.each<[string, string, object, Partial<LineFacts>]>([
    ['mentions', 'a person', { text: 'ask <@U2>' }, {}],
    [
      'mentions',
      'a person in blocks',
      { blocks: section(text('ask '), { type: 'user', user_id: 'U2' }) },
      {},
    ],
    ['mentions', 'a group', { text: '<!subteam^S1|@support>' }, {}],
    ['mentions', 'a channel', { text: 'see <#C1|leads>' }, {}],
    ['mentions', 'everybody', { text: '<!here> look' }, {}],
    ['mentions', 'everybody, unresolved', { text: 'hey @channel' }, {}],
    [
      'mentions',
      'in a list',
      {
        blocks: [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_list',
                style: 'bullet',
                elements: [
                  {
                    type: 'rich_text_section',
                    elements: [{ type: 'usergroup', usergroup_id: 'S1' }],
                  },
                ],
              },
            ],
          },
        ],
      },
      {},
    ],
    ['permalink', 'a permalink', { text: `see <${permalink}>` }, {}],
    [
      'permalink',
      'behind a label',
      { blocks: section({ type: 'link', url: permalink, text: 'here' }) },
      {},
    ],
    ['permalink', 'a deep link', { text: 'slack://channel?id=C1' }, {}],
    ['permalink', 'a file', { text: 'files.slack.com/files-pri/T1-F1/a.png' }, {}],
    ['permalink', 'a shared message', { attachments: [{ is_share: true, text: 'x' }] }, {}],
    ['permalink', 'its unfurl', { attachments: [{ is_msg_unfurl: true }] }, {}],
    ['secret', 'a secret', { text: 'use s3cret' }, {}],
    ['secret', 'in blocks alone', { blocks: section(text('use s3cret')) }, {}],
    ['emoji_only', 'emoji', { text: ':+1::skin-tone-2: 👩‍👩‍👧 🇮🇸 1️⃣' }, {}],
    ['emoji_only', 'nothing', { text: ' ' }, {}],
    [
      'old',
      'an old line',
      { ts: msToTs(now - 300_001) },
      { state: { kind: 'human', owner: 'author', claimedAt: 0 } },
    ],
    ['before_claim', 'typed before', { ts: msToTs(now - 60_001) }, {}],
    ['refused_file', 'a file', {}, { hasRefusedFile: true }],
  ])('%s: %s', (why, _, raw, over) => {
    expect(classifyLine(said(raw), facts(over))).toEqual({
      kind: 'held',
      why,
      choices: ['send', 'keep'],
    });
  });

  test.each([
    'Mail ida@here.example, it’s on https://shop.example/slack.com',
    'We use Slack, see https://slack.com/help',
    'At 10:30:45 :wave: I’ll be there!',
    '¡Hola! ¿Qué tal?',
    'Please note: it ships on Monday',
    'notslack.com and myslack.community',
    '<!date^1710502200^{date}|15 March>',
  ])('nothing to ask about: %s', (words) => {
    expect(classifyLine(said({ text: words }), facts())).toEqual({ kind: 'send' });
  });

  test('five minutes are not yet old; the moment of the claim is not before it', () => {
    const claimed = { kind: 'human' as const, owner: 'author' as const, claimedAt: now - 300_000 };
    const line = said({ ts: msToTs(now - 300_000), thread_ts: msToTs(now - 400_000) });
    expect(classifyLine(line, facts({ state: claimed }))).toEqual({ kind: 'send' });
  });
});

describe('[TKO-4] a marked line is never sent', () => {
  const leads = [
    '',
    ' ',
    '\t',
    '\u200b',
    '\ufeff\u3164',
    '> ',
    '&gt; ',
    '>>> ',
    '• ',
    '- ',
    '1. ',
    'a) ',
    '*',
    '_~',
    '`',
    '```',
    '“',
    '　',
    '\u2800',
    '[',
    '**- ',
  ];
  const marks = [
    '!',
    '！',
    '﹗',
    'note:',
    'NOTE :',
    'Internal:',
    'private：',
    'ｎｏｔｅ:',
    'n\u200bote:',
    '*note*:',
    'メモ：',
    'Notiz:',
  ];
  const words = fc.constantFrom('', 'Hello', 'Hello there', '¡Hola!', 'a! b');
  const ends = fc.constantFrom('\n', '\r\n', '\u2028', '\u0085', '\n\n');

  const marked = fc
    .tuple(
      words,
      ends,
      fc.array(fc.constantFrom(...leads), { maxLength: 4 }),
      fc.constantFrom(...marks),
      words,
      fc.boolean(),
    )
    .map(
      ([before, end, lead, mark, after, isFirst]) =>
        `${isFirst ? '' : before + end}${lead.join('')}${mark}${after}${end}${before}`,
    );

  test('wherever the mark stands, in text or in blocks', () => {
    const states = fc.constantFrom<LineFacts['state']>(
      { kind: 'agent' },
      { kind: 'waiting' },
      { kind: 'closed' },
      { kind: 'human', owner: 'author', claimedAt: 0 },
      { kind: 'human', owner: 'other', maySteal: true },
    );
    fc.assert(
      fc.property(marked, states, fc.boolean(), (line, state, inBlocks) => {
        const message = inBlocks ? said({ blocks: section(text(line)) }) : said({ text: line });
        expect(classifyLine(message, facts({ state }))).toMatchObject({
          kind: 'internal',
          why: 'marked',
        });
      }),
      { numRuns: 1_000 },
    );
  });

  test('in a quote, a list, code or bold of the editor', () => {
    for (const type of ['rich_text_quote', 'rich_text_preformatted', 'rich_text_section']) {
      const elements = [{ ...text('! not for them'), style: { bold: true } }];
      const blocks = [{ type: 'rich_text', elements: [{ type, elements }] }];
      expect(classifyLine(said({ blocks }), facts())).toMatchObject({ why: 'marked' });
    }
    const item = { type: 'rich_text_section', elements: [text('!no')] };
    for (const style of ['bullet', 'ordered']) {
      const list = { type: 'rich_text_list', style, elements: [item, item] };
      const blocks = [...section(text('Hello')), { type: 'rich_text', elements: [list] }];
      expect(classifyLine(said({ blocks }), facts())).toMatchObject({ why: 'marked' });
    }
  });

  test('hostile lines end within the time of a test', () => {
    for (const line of [
      '(a.'.repeat(10_000),
      '> '.repeat(20_000),
      'aaaa)'.repeat(8_000),
      '@'.repeat(20_000),
      'a.'.repeat(20_000),
      ':a'.repeat(20_000),
    ])
      expect(classifyLine(said({ text: line }), facts()).kind).not.toBe('ignored');
  });
});

test('[TKO-4] of several rules the first holds, and only a line that passes all of them is sent', () => {
  const rules: [string, object, Partial<LineFacts>][] = [
    ['machine', { bot_id: 'B1' }, {}],
    ['elsewhere', {}, { thread: 'none' }],
    ['not_linked', {}, { isLinked: false }],
    ['marked', { text: '! s3cret <@U2>' }, {}],
    ['broadcast', { subtype: 'thread_broadcast' }, {}],
    ['waiting', {}, { state: { kind: 'waiting' } }],
    ['mentions', { text: 's3cret <@U2>' }, {}],
    ['secret', { text: 's3cret' }, {}],
    ['before_claim', { ts: msToTs(now - 60_001) }, {}],
    ['refused_file', {}, { hasRefusedFile: true }],
  ];
  fc.assert(
    fc.property(fc.subarray(rules), (chosen) => {
      // an earlier rule's text stands over a later one's
      const raw = Object.assign({}, ...chosen.map(([, each]) => each).toReversed());
      const over = Object.assign({}, ...chosen.map(([, , each]) => each).toReversed());
      const line = classifyLine(said(raw), facts(over));
      expect('why' in line ? line.why : line.kind).toBe(chosen[0]?.[0] ?? 'send');
    }),
    { numRuns: 500 },
  );
});

test('[TKO-4] whatever Slack sends is judged', () => {
  fc.assert(
    fc.property(
      fc.record({
        text: fc.string(),
        blocks: fc.jsonValue(),
        attachments: fc.jsonValue(),
        subtype: fc.string(),
      }),
      (raw) => {
        expect(classifyLine(said(raw), facts()).kind).toBeTypeOf('string');
      },
    ),
  );
});

test('[TKO-4] a doubt that its author accepted is not asked again, the next one is', () => {
  const both = said({ text: '<@U0ADA> s3cret' });
  const judge = (accepted: LineFacts['accepted']) =>
    classifyLine(both, facts(accepted ? { accepted } : {}));
  expect(judge(undefined)).toMatchObject({ kind: 'held', why: 'mentions' });
  expect(judge(['mentions'])).toMatchObject({ kind: 'held', why: 'secret' });
  expect(judge(['mentions', 'secret'])).toEqual({ kind: 'send' });
});
