import type { ActionParameter } from '@belay/contract/desk/action';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillUrl, templateProblem } from './url-template.ts';

const parameter = (key: string, required = true): ActionParameter => ({
  ...{ key, required, description: key, kind: 'text', choices: [] },
});
const order = [parameter('order'), parameter('note', false)];

test.each([
  'https://{order}/x',
  'https://{order}.shop.example/x',
  'https://shop.example{order}/x',
  'https://shop.example\\{order}',
  'https://shop.example:{order}/',
  'https://user:{order}@shop.example/',
  '{order}',
  'http{order}://shop.example/',
  '//shop.example/{order}',
])('[SEC-3] %s: a host is never templated', (template) => {
  expect(templateProblem(template, order, true)).toContain('never in it');
});

test.each([
  ['https://shop.example/{other}', 'no parameter'],
  ['https://shop.example/{order', 'stands alone'],
  ['https://shop.example/{{order}}', 'stands alone'],
  ['https://shop.example/{}', 'no parameter'],
  ['https://shop.example/#{order}', 'after #'],
  ['https://shop.example/{note}', 'required'],
])('[DSK-5] %s is refused with the reason', (template, words) => {
  expect(templateProblem(template, order, true)).toContain(words);
});

test('[DSK-5] what is asked for is sent', () => {
  const template = 'https://shop.example/{order}';
  expect(templateProblem(template, order, true)).toBeUndefined();
  expect(templateProblem(template, order, false)).toContain('never sent');
  expect(templateProblem(`${template}?n={note}`, order, false)).toBeUndefined();
});

test.each(['..', '.'])('[SEC-3] %j would climb out of its segment', (value) => {
  for (const template of ['https://shop.example/a/{order}/b', 'https://shop.example/a/{order}'])
    expect(fillUrl(template, { order: value })).toBeNull();
});

test('[SEC-3] whatever a parameter says, it stays in its place', () => {
  const template = 'https://shop.example/v1/orders/{order}/notes?text={note}&fixed=1';
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.constantFrom(
          '../..',
          '%2e%2e',
          '/../',
          '//evil.example',
          '\\..\\',
          '?a=b',
          '#x',
          '@evil',
        ),
        fc.constantFrom('a&fixed=2', 'a;b', '%00', '\r\nX: y', '{note}', ' ', '‮', '٪', '／'),
      ),
      fc.string({ unit: 'binary' }),
      (order, note) => {
        const url = fillUrl(template, { order, note });
        if (url === null) {
          expect(['.', '..']).toContain(order);
          return;
        }
        expect(url.origin).toBe('https://shop.example');
        const parts = url.pathname.split('/');
        expect([parts.length, decodeURIComponent(parts[3] ?? '')]).toEqual([5, order]);
        expect([...url.searchParams]).toEqual([
          ['text', note],
          ['fixed', '1'],
        ]);
      },
    ),
  );
});
