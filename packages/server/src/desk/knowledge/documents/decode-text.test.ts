import { expect, test } from 'vitest';
import { charsetOfHtml, charsetOfType, decodeText } from './decode-text.ts';

const text = 'Grüße, Käse für 5 €';

test.each([
  ['UTF-8', Buffer.from(text), undefined],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), undefined],
  ['UTF-8 that claims latin1', Buffer.from(text), 'iso-8859-1'],
  ['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), undefined],
  ['UTF-16 without', Buffer.from(text, 'utf16le'), undefined],
  ['UTF-16, the other way round', Buffer.from(text, 'utf16le').swap16(), undefined],
  ['windows-1252 that claims UTF-8', Buffer.from(text.replace('€', '\x80'), 'latin1'), 'utf-8'],
  [
    'windows-1252 that claims nonsense',
    Buffer.from(text.replace('€', '\x80'), 'latin1'),
    'klingon',
  ],
])('[DSK-1] %s', (_, bytes, claimed) => {
  expect(decodeText(bytes, claimed)).toBe(text);
});

test('[DSK-1] a charset is believed where it must be', () => {
  const japanese = Buffer.from([0x93, 0xfa, 0x96, 0x7b]);
  expect(decodeText(japanese, 'shift_jis')).toBe('日本');
  expect(charsetOfHtml(Buffer.from('<html><meta charset="Shift_JIS">'))).toBe('Shift_JIS');
  expect(
    charsetOfHtml(Buffer.from('<meta http-equiv=x content="text/html; charset=euc-jp">')),
  ).toBe('euc-jp');
  expect(charsetOfType('text/html; Charset="utf-8"')).toBe('utf-8');
});
