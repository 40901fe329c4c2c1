import { expect, test } from 'vitest';
import { letterWords } from './letter-words.ts';
import { headerLine, letterHtml, writeLetter } from './write-letter.ts';

const link = 'https://belay.example/chat/agt_1';
const letter = (text: string, name = 'Ann') =>
  writeLetter(letterWords('en', 'en'), {
    ...{ agent: 'Rope', number: '7', link },
    parts: [{ name, text, files: 0 }],
  });

test('[SEC-3] a header is one line, whatever stands in it', () => {
  expect(headerLine('Rope\r\nBcc: all@shop.example\n\n<b>')).toBe('Rope Bcc: all@shop.example <b>');
  expect(headerLine('a\u2028b\0c\u202ed')).toBe('a b c d');
  expect(headerLine('x'.repeat(900))).toHaveLength(200);
});

test('[SEC-3] words stay text in HTML, and only our own link is one', () => {
  const html = letterHtml(
    letter('<img src=x onerror=alert(1)> "a" & \'b\'\nhttps://evil.example'),
    link,
  );
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;a&quot; &amp; &#39;b&#39;');
  expect(html.match(/<a /g)).toHaveLength(1);
  expect(html).toContain(`<a href="${link}">${link}</a>`);
  expect(letterHtml('x" onclick="y', 'x" onclick="y')).not.toContain('onclick="y');
});

test('[DSK-10] a letter is in the visitor’s language, and bounded', () => {
  expect(letterWords('de-AT', 'en').hello).toContain('Guten Tag');
  expect(letterWords('fr', 'ja').hello).toContain('こんにちは');
  expect(letterWords(null, 'es').hello).toContain('Hola');
  expect(letter('x'.repeat(1_000_000)).length).toBeLessThan(62_000);
  // control characters could end a line of SMTP, or turn the text around
  expect(letter('a\r\n.\r\nb\0\u202ec')).toContain('a\n.\nb  c');
});
