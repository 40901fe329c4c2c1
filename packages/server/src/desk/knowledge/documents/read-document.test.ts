import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { documentXml, makeDocx, makeDocxOf } from '../testing/make-docx.ts';
import { makePdf } from '../testing/make-pdf.ts';
import { checkZip } from './check-zip.ts';
import { readDocument } from './read-document.ts';
import { sniffDocument } from './sniff-document.ts';

const { signal } = new AbortController();
const read = (bytes: Buffer, name = 'x.txt', bounds = { timeoutMs: 30_000, mostMiB: 256 }) =>
  readDocument(bytes, sniffDocument(bytes, name), signal, bounds);

test('[DSK-1] a PDF: headings by size, paragraphs by space, words joined over lines', async () => {
  const pdf = makePdf([
    [
      { text: 'Shipping abroad', size: 20, y: 780 },
      { text: 'Parcels to Norway take five days and are in-', y: 750 },
      { text: 'sured up to their value.', y: 736 },
      { text: 'Returns are free, and we', y: 700 },
      { text: '1', y: 40 },
    ],
    [{ text: 'pay for them.', y: 780 }],
  ]);
  expect((await read(pdf)).blocks).toEqual([
    { kind: 'heading', level: 1, text: 'Shipping abroad' },
    { kind: 'text', text: 'Parcels to Norway take five days and are insured up to their value.' },
    { kind: 'text', text: 'Returns are free, and we pay for them.' },
  ]);
});

test('[DSK-1] a Word document keeps its headings', async () => {
  const docx = await makeDocx([
    { text: 'Prices', style: 'Heading1' },
    { text: 'Ropes &amp; cords cost 40 euros.' },
  ]);
  expect((await read(docx)).blocks).toEqual([
    { kind: 'heading', level: 1, text: 'Prices' },
    { kind: 'text', text: 'Ropes & cords cost 40 euros.' },
  ]);
});

const locked = `/Encrypt << /Filter /Standard /V 1 /R 2 /O (${'a'.repeat(32)}) /U (${'b'.repeat(32)}) /P -4 >> /ID [(abcdabcdabcdabcd) (abcdabcdabcdabcd)]`;
const endless = deflateSync(Buffer.alloc(120_000_000, 'BT (x) Tj ET '));
const entities = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
test.each<[string, () => Buffer | Promise<Buffer>, RegExp]>([
  ['a locked PDF', () => makePdf([[{ text: 'x', y: 700 }]], locked), /locked by a password/],
  ['a broken PDF', () => Buffer.from('%PDF-1.4 and no more'), /damaged/],
  [
    'a PDF that unpacks to 120 MB',
    () => makePdf([{ raw: endless, filter: '/Filter /FlateDecode' }]),
    /too much time or memory/,
  ],
  [
    'a Word file that is nested without end',
    () => makeDocxOf(Buffer.from(documentXml('<w:p>'.repeat(20_000)))),
    /damaged/,
  ],
  [
    'a Word file of entities',
    () => makeDocxOf(Buffer.from(entities + documentXml('<w:p><w:r><w:t>&b;</w:t></w:r></w:p>'))),
    /damaged/,
  ],
  [
    'half a Word file',
    async () => (await makeDocx([{ text: 'x'.repeat(5000) }])).subarray(0, 700),
    /damaged/,
  ],
])('[DSK-1] %s ends with a sentence', async (_, make, sentence) => {
  const bytes = await make();
  const format = bytes.includes('%PDF') ? 'pdf' : 'docx';
  await expect(
    readDocument(bytes, format, signal, { timeoutMs: 20_000, mostMiB: 64 }),
  ).rejects.toMatchObject({
    name: 'KnowledgeTrouble',
    message: expect.stringMatching(sentence),
  });
});

test('[DSK-1] what a ZIP unpacks to is counted, whatever its directory claims', async () => {
  const bomb = await makeDocxOf(Buffer.alloc(300_000, 32));
  expect(() => checkZip(bomb, 200_000)).toThrow(/unpacks to more than 48 MB/);
  expect(() => checkZip(bomb, 400_000)).not.toThrow();
  const beside = await makeDocx([{ text: 'x' }], { 'word/footnotes.xml': Buffer.alloc(300_000) });
  expect(() => checkZip(beside, 200_000)).toThrow(/48 MB/);
  const liar = Buffer.from(bomb);
  for (let at = liar.indexOf('PK\x01\x02'); at >= 0; at = liar.indexOf('PK\x01\x02', at + 4))
    liar.writeUInt32LE(1, at + 24);
  expect(() => checkZip(liar, 200_000)).toThrow(/48 MB/);
  for (const broken of [Buffer.from('PK'), bomb.subarray(0, 300), Buffer.alloc(64)])
    expect(() => checkZip(broken)).toThrow(/damaged/);
});

test('[DSK-1] time is bounded, and a stopping server is not kept waiting', async () => {
  const pdf = makePdf(Array.from({ length: 400 }, () => [{ text: 'x', y: 700 }]));
  await expect(read(pdf, 'x.pdf', { timeoutMs: 1, mostMiB: 256 })).rejects.toMatchObject({
    message: expect.stringContaining('too much time'),
  });
  const stop = new AbortController();
  const reading = readDocument(pdf, 'pdf', stop.signal);
  stop.abort(new Error('stopping'));
  await expect(reading).rejects.toThrow('stopping');
});

test.each([
  ['%PDF-1.7', 'x.txt', 'pdf'],
  ['\n<!DOCTYPE html><p>x', 'x.txt', 'html'],
  ['<p>x', 'page.HTM', 'html'],
  ['# x', 'README.md', 'markdown'],
  ['a,b', 'x.csv', 'csv'],
  ['hello', 'no ending', 'text'],
])('[SEC-5] %j as %s is %s', (bytes, name, format) => {
  expect(sniffDocument(Buffer.from(bytes), name)).toBe(format);
});

test.each([
  [Buffer.from('89504e470d0a1a0a0000000d49484452000000', 'hex'), 'letter.pdf'],
  [Buffer.from('PK\x03\x04 xl/workbook.xml'), 'x.docx'],
  [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'x.doc'],
  [Buffer.from('{\\rtf1 hello}'), 'x.txt'],
  [Buffer.from('7f454c4602010100000000', 'hex'), 'x.txt'],
])('[SEC-5] what it says it is doesn’t count: %#', (bytes, name) => {
  expect(() => sniffDocument(bytes, name)).toThrow(/Upload PDF, DOCX, HTML/);
});
