import { describe, expect, it, test } from 'vitest';
import { isSameSite } from './adopt-base.ts';
import { locations } from './read-sitemaps.ts';
import { canonicalUrl, isWithin, siteBounds } from './site-bounds.ts';

describe('[DSK-1] below an address', () => {
  it.each([
    ['https://x.example/', 'https://x.example/any/page', true],
    ['https://x.example', 'https://x.example/', true],
    ['https://x.example/docs', 'https://x.example/docs', true],
    ['https://x.example/docs', 'https://x.example/docs/a', true],
    ['https://x.example/docs/', 'https://x.example/docs', true],
    ['https://x.example/docs', 'https://x.example/docs-old/a', false],
    ['https://x.example/docs/intro.html', 'https://x.example/docs/more.html', true],
    ['https://x.example/docs/intro.html', 'https://x.example/blog', false],
    ['https://x.example/', 'http://x.example/', false],
    ['https://x.example/', 'https://www.x.example/', false],
    ['https://x.example/', 'https://x.example:8443/', false],
    ['https://x.example/docs/', 'https://x.example/docs/%2e%2e/secret', false],
  ])('[DSK-1] of %s: %s is %s', (start, url, expected) => {
    expect(isWithin(siteBounds(start), canonicalUrl(url) ?? '')).toBe(expected);
  });
});

test.each([
  ['#part', 'https://x.example/a/b', 'https://x.example/a/b'],
  ['../c?utm_source=x&id=1&fbclid=2', 'https://x.example/a/b/', 'https://x.example/a/c?id=1'],
  ['?', 'https://x.example/a', 'https://x.example/a'],
  ['//y.example/z', 'https://x.example/', 'https://y.example/z'],
  ['https://user:pass@x.example/a', undefined, 'https://x.example/a'],
  ['mailto:a@b.example', 'https://x.example/', undefined],
  ['javascript:alert(1)', 'https://x.example/', undefined],
  ['data:text/html,x', 'https://x.example/', undefined],
  ['/logo.PNG', 'https://x.example/', undefined],
  ['/a/a/a/a/a', 'https://x.example/', undefined],
  [`/${'x'.repeat(2000)}`, 'https://x.example/', undefined],
  ['http://[', 'https://x.example/', undefined],
])('[DSK-1] the address of %s on %s is %s', (raw, base, expected) => {
  expect(canonicalUrl(raw, base)).toBe(expected);
});

test('[DSK-1] the same site, with and without www, is the same', () => {
  expect(isSameSite('http://x.example/', 'https://www.x.example/en')).toBe(true);
  expect(isSameSite('http://x.example/', 'https://x.example.evil.example/')).toBe(false);
});

test('[DSK-1] sitemaps and maps of maps', () => {
  expect(
    locations(
      '<?xml version="1.0"?><urlset><url><loc> https://x.example/?a=1&amp;b=2 </loc><image:loc>no</image:loc></url></urlset>',
    ),
  ).toEqual({ pages: ['https://x.example/?a=1&b=2'], maps: [] });
  expect(
    locations('<sitemapindex><sitemap><loc>https://x.example/1.xml</loc></sitemap></sitemapindex>'),
  ).toEqual({ pages: [], maps: ['https://x.example/1.xml'] });
  expect(locations('not xml <loc')).toEqual({ pages: [], maps: [] });
});
