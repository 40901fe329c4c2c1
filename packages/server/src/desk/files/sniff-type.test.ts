import { expect, test } from 'vitest';
import { fileName } from './file-name.ts';
import { sniffType } from './sniff-type.ts';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
/** As much of an archive as is looked at: its entries, stored as they are. */
const zipOf = (entries: Record<string, string>) =>
  Buffer.concat(
    Object.entries(entries).map(([name, text]) => {
      const head = Buffer.alloc(30);
      head.write('PK\x03\x04', 'latin1');
      head.writeUInt32LE(text.length, 18);
      head.writeUInt32LE(text.length, 22);
      head.writeUInt16LE(name.length, 26);
      return Buffer.concat([head, Buffer.from(name + text)]);
    }),
  );
const office = (folder: string) =>
  zipOf({ '[Content_Types].xml': '<x/>', [`${folder}/a.xml`]: '<x/>' });
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

test('[SEC-5] a file is what its bytes are', () => {
  expect(sniffType(png)).toBe('image/png');
  expect(sniffType(Buffer.from('ffd8ffe000104a464946', 'hex'))).toBe('image/jpeg');
  expect(sniffType(Buffer.from('GIF89a…'))).toBe('image/gif');
  expect(sniffType(Buffer.from('RIFF....WEBPVP8 '))).toBe('image/webp');
  expect(sniffType(Buffer.from('\0\0\0\x20ftypavif....'))).toBe('image/avif');
  expect(sniffType(Buffer.from('\0\0\0\x20ftypheic....'))).toBe('image/heic');
  expect(sniffType(Buffer.from('%PDF-1.7\n'))).toBe('application/pdf');
  expect(sniffType(Buffer.from('a,b\r\n1,2\té\x1b[1m'))).toBe('text/plain');
  expect(sniffType(office('word'))).toBe(word);
  expect(sniffType(office('xl'))).toMatch(/spreadsheetml\.sheet$/);
  expect(sniffType(office('ppt'))).toMatch(/presentationml\.presentation$/);
  const open = zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'a.xml': '<x/>',
  });
  expect(sniffType(open)).toBe('application/vnd.oasis.opendocument.text');
});

test('[SEC-5] markup is text, which no browser runs', () => {
  for (const text of [
    '<svg onload=alert(1)>',
    '<!doctype html><script>1</script>',
    '#!/bin/sh\nrm',
  ])
    expect(sniffType(Buffer.from(text))).toBe('text/plain');
});

test.each([
  ['a program of Windows', Buffer.from('MZ\x90\0\x03\0\0\0')],
  ['a program of Linux', Buffer.from('7f454c46020101000000', 'hex')],
  ['a class of Java', Buffer.from('cafebabe00000034', 'hex')],
  ['an old office document, or an installer', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['gzip', Buffer.from('1f8b0800', 'hex')],
  ['a film', Buffer.from('\0\0\0\x20ftypisom....')],
  ['nothing', Buffer.alloc(0)],
  ['UTF-16', Buffer.from('\ufeffhello', 'utf16le')],
])('[SEC-5] %s is not taken', (_, bytes) => {
  expect(sniffType(bytes)).toBeUndefined();
});

test('[SEC-5] archives are not taken, nor documents with macros', () => {
  expect(sniffType(zipOf({ 'invoice.exe': 'MZ' }))).toBeUndefined();
  expect(sniffType(zipOf({ 'META-INF/MANIFEST.MF': 'x', 'word/A.class': 'x' }))).toBeUndefined();
  const macros = {
    '[Content_Types].xml': '<x/>',
    'word/a.xml': '<x/>',
    'word/vbaProject.bin': 'x',
  };
  expect(sniffType(zipOf(macros))).toBeUndefined();
  const claim = { mimetype: 'application/vnd.oasis.opendocument.text-template', a: 'x' };
  expect(sniffType(zipOf(claim))).toBeUndefined();
});

test.each([
  ['photo.PNG', 'photo.png'],
  ['invoice.exe', 'invoice.exe.png'],
  ['../../etc/passwd', 'passwd.png'],
  ['C:\\Windows\\a.png', 'a.png'],
  ['a\u202egnp.exe', 'agnp.exe.png'],
  ['a\0b\r\nc".png', 'abc.png'],
  ['', 'file.png'],
  ['...', 'file.png'],
  [`${'x'.repeat(500)}.png`, `${'x'.repeat(112)}.png`],
  ['Küche 厨房 🧗.png', 'Küche 厨房 🧗.png'],
])('[SEC-5] %j is kept as %j', (given, kept) => {
  expect(fileName(given, 'image/png')).toBe(kept);
});

test('[SEC-5] a page that is text is kept as text, by its name too', () => {
  expect(fileName('page.html', 'text/plain')).toBe('page.html.txt');
  expect(fileName('run.bat', 'text/plain')).toBe('run.bat.txt');
  expect(fileName('data.csv', 'text/plain')).toBe('data.csv');
});
