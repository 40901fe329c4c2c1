import { expect, test } from 'vitest';
import { checkUrl } from './check-url.ts';
import { OutboundError } from './outbound-error.ts';

const reasonOf = (raw: string, base?: string) => {
  try {
    checkUrl(raw, base === undefined ? {} : { base: new URL(base) });
    return 'fine';
  } catch (error) {
    return error instanceof OutboundError ? error.reason : error;
  }
};

test.each([
  'https://shop.example/hook?x=1',
  'http://shop.example',
  'https://shop.example:8443/',
  'https://bücher.example/',
  'http://8.8.8.8/',
  'http://[2606:4700::1111]:8080/',
])('[SEC-3] %s may be asked', (raw) => {
  expect(reasonOf(raw)).toBe('fine');
});

test.each([
  'shop.example',
  '//shop.example',
  'ftp://shop.example/',
  'file:///etc/passwd',
  'gopher://shop.example/',
  'javascript:alert(1)',
  'data:text/plain,x',
  'http://user@shop.example/',
  'http://user:secret@shop.example/',
  'http://8.8.8.8@127.0.0.1/',
  'http://shop.example./',
  'http://127.0.0.1./',
  // one address in the forms that filters miss
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://127.0.1/',
  'http://①②⑦.0.0.1/',
  'http://127%2e0.0.1/',
  'http:\\\\0x7f.1/',
  'http:0x7f.1/',
  'http://[::1',
  'http://shop.example:22/',
  'http://shop.example:25/',
  'http://shop.example:5432/',
  'http://shop.example:6379/',
  'http://shop.example:99999/',
  'http://shop.example/a b',
  'http://shop.exa\nmple/',
  'http://shop.example/\r\nHost: x',
  '',
])('[SEC-3] %j is refused before anything is resolved', (raw) => {
  expect(reasonOf(raw)).toBe('refused_url');
});

test('[SEC-3] a redirect’s address is judged like a first one', () => {
  const base = 'https://shop.example/a/';
  expect(checkUrl('../b?x', { base: new URL(base) }).href).toBe('https://shop.example/b?x');
  expect(checkUrl('/b', { base: new URL('http://8.8.8.8/') }).href).toBe('http://8.8.8.8/b');
  for (const location of [
    '//0x7f.1/',
    'http:2130706433',
    'file:///etc',
    '//u:p@shop.example/',
    '//shop.example:25/',
  ])
    expect([location, reasonOf(location, base)]).toEqual([location, 'refused_url']);
});
