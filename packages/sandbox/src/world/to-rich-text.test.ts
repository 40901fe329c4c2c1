import { expect, test } from 'vitest';
import { toRichText } from './to-rich-text.ts';

test('[SBX-1] a typed text becomes the rich_text of the composer', () => {
  const text = 'hi <@U1>, see <#C1|rope> &amp; <https://a.example|the sheet> :tada: <!here>';
  expect(toRichText(text)).toMatchObject([
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'hi ' },
            { type: 'user', user_id: 'U1' },
            { type: 'text', text: ', see ' },
            { type: 'channel', channel_id: 'C1' },
            { type: 'text', text: ' & ' },
            { type: 'link', url: 'https://a.example', text: 'the sheet' },
            { type: 'text', text: ' ' },
            { type: 'emoji', name: 'tada' },
            { type: 'text', text: ' ' },
            { type: 'broadcast', range: 'here' },
          ],
        },
      ],
    },
  ]);
});

test('[SBX-1] fenced code stands apart, an open fence stays text, nothing makes no block', () => {
  expect(toRichText('run\n```\nnpm ci\n```')).toMatchObject([
    {
      elements: [
        { type: 'rich_text_section', elements: [{ text: 'run\n' }] },
        { type: 'rich_text_preformatted', elements: [{ text: 'npm ci' }] },
      ],
    },
  ]);
  expect(toRichText('a ``` b')).toMatchObject([
    { elements: [{ elements: [{ text: 'a ' }] }, { elements: [{ text: '``` b' }] }] },
  ]);
  expect(toRichText('')).toEqual([]);
});

test('[SBX-2] bold, italic, struck and code words carry their style, as the composer stores them', () => {
  expect(toRichText('*Decision:* stay, _really_, ~not~ `a*b*c`')).toMatchObject([
    {
      elements: [
        {
          elements: [
            { text: 'Decision:', style: { bold: true } },
            { text: ' stay, ' },
            { text: 'really', style: { italic: true } },
            { text: ', ' },
            { text: 'not', style: { strike: true } },
            { text: ' ' },
            { text: 'a*b*c', style: { code: true } },
          ],
        },
      ],
    },
  ]);
  for (const bare of ['2 * 3 * 4', 'snake_case_name', '5*6*7', '* item', '~/bin and ~/lib'])
    expect(toRichText(bare)).toMatchObject([{ elements: [{ elements: [{ text: bare }] }] }]);
});
