import { largestDocument } from '@belay/contract/desk/knowledge';
import { expect, test } from 'vitest';
import { documentProblem } from './document-problem.ts';

test('[DSK-1] a file that cannot be taught is told before it is sent', () => {
  expect(documentProblem({ name: 'Prices.PDF', size: largestDocument })).toBeNull();
  expect(documentProblem({ name: 'photo.png', size: 5 })).toContain("photo.png can't be read");
  expect(documentProblem({ name: 'README', size: 5 })).toContain("can't be read");
  expect(documentProblem({ name: 'a.md', size: 0 })).toBe('a.md is empty.');
  expect(documentProblem({ name: 'a.md', size: largestDocument + 1 })).toContain('at most 21 MB');
});
