import { scopePattern } from '@belay/contract/experience';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  defaultTemplate,
  dependsOnMessage,
  encodeValue,
  parseScopeTemplate,
  renderScope,
} from './scope-template.ts';

const any = fc.string({ unit: 'grapheme', maxLength: 200 });

it('[MAP-9] the default template gives the seed’s scope', () => {
  const template = parseScopeTemplate(defaultTemplate('acme'));
  const values = { channel: 'engineering', author: 'a', workspace: 'w', thread_ts: '1.1' };
  expect(renderScope(template, values)).toBe('org:acme/source:slack/channel:engineering');
  expect(dependsOnMessage(template)).toBe(false);
  expect(dependsOnMessage(parseScopeTemplate('org:a/who:{author}'))).toBe(true);
});

it.each([
  ['org:a/channel:{chanel}', 'unknown placeholder {chanel}'],
  ['org:a/x:{channel}{author}', 'two placeholders in one segment'],
  ['org:a/{channel}', 'stray brace'],
  ['org:a/x:{channel', 'stray brace'],
  ['', 'is no scope'],
  ['org:a b/x:{channel}', 'is no scope'],
])('[MAP-9] %s is refused: %s', (source, reason) => {
  expect(() => parseScopeTemplate(source)).toThrow(reason);
});

it('[MAP-9] any value gives a legal scope', () => {
  const template = parseScopeTemplate('org:a/c:x-{channel}/w:{workspace}/u:{author}/t:{thread_ts}');
  fc.assert(
    fc.property(any, any, any, (channel, author, workspace) => {
      const scope = renderScope(template, { channel, author, workspace, thread_ts: '1.1' });
      expect(scope).toMatch(scopePattern);
    }),
  );
});

it('[MAP-9] two different values never fall together', () => {
  const near = fc.tuple(any, any).filter(([a, b]) => a.toWellFormed() !== b.toWellFormed());
  fc.assert(
    fc.property(near, ([a, b]) => {
      expect(encodeValue(a)).not.toBe(encodeValue(b));
    }),
  );
  const long = 'é'.repeat(100);
  expect(encodeValue(`${long}a`)).not.toBe(encodeValue(`${long}b`));
  expect(encodeValue('')).toBe('+z');
  expect(encodeValue('+z')).toBe('+2Bz');
});
