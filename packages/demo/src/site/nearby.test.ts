import { expect, test } from 'vitest';
import { bothNames, nearby } from './nearby.ts';

test('[SBX-4] a page of this machine names its neighbours as it was named itself', () => {
  expect(nearby('http://localhost:3141', 'http://127.0.0.1:3143/?tour')).toBe(
    'http://127.0.0.1:3141',
  );
  expect(nearby('http://127.0.0.1:3142', 'http://localhost:3141/tour')).toBe(
    'http://localhost:3142',
  );
  // a public address stays; so does ours where somebody else's name leads to us
  expect(nearby('https://belay.example/x', 'http://localhost:3143/')).toBe('https://belay.example');
  expect(nearby('http://127.0.0.1:3142', 'http://evil.example/')).toBe('http://127.0.0.1:3142');
});

test('[SBX-4] both names of this machine may hold a frame', () => {
  expect(bothNames('http://127.0.0.1:3142')).toEqual([
    'http://localhost:3142',
    'http://127.0.0.1:3142',
  ]);
  expect(bothNames('https://belay.example')).toEqual(['https://belay.example']);
});
