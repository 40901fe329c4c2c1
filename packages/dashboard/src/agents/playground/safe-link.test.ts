import { expect, test } from 'vitest';
import { handOverWords } from './hand-over-words.ts';
import { safeLink } from './safe-link.ts';

test('[DSK-3] a source leads to a page or nowhere', () => {
  expect(safeLink('https://acme.slack.test/archives/C1/p2')).toContain('/archives/');
  for (const url of ['javascript:alert(1)', 'data:text/html,x', '//x', 'nonsense', '', null])
    expect(safeLink(url), String(url)).toBeNull();
});

test('[DSK-4] why a person would come is said in words', () => {
  expect(handOverWords({ reason: 'visitor', detail: null })).toBe(
    'It would hand over to a person here, because the visitor asks for a person.',
  );
  expect(handOverWords({ reason: 'rule', detail: 'refund' })).toBe(
    'It would hand over to a person here, because of the rule “refund”.',
  );
  expect(handOverWords({ reason: 'new', detail: null })).toBe(
    'It would hand over to a person here.',
  );
});
