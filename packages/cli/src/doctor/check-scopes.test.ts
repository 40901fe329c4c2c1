import { botScopes } from '@belay/slack/app/bot-scopes';
import { expect, test } from 'vitest';
import { checkScopes } from './check-scopes.ts';

const all = botScopes.map(({ scope }) => scope);
const without = (...missing: string[]) =>
  checkScopes(all.filter((scope) => !missing.includes(scope))).filter(
    ({ verdict }) => verdict !== 'ok',
  );

test('[SYN-9] each scope is named with what it gives, each missing one with what is lost', () => {
  const findings = checkScopes(all);
  expect(findings.map(({ check }) => check)).toEqual(all);
  expect(findings.every(({ verdict }) => verdict === 'ok')).toBe(true);
  expect(without('files:read')).toEqual([
    {
      check: 'files:read',
      verdict: 'warn',
      message: 'missing: files are left out',
      next: expect.stringContaining('install it again'),
      costsData: true,
    },
  ]);
  expect(without('channels:join')).toEqual([expect.not.objectContaining({ costsData: true })]);
  expect(without('team:read')).toEqual([]);
});

test('[SYN-9] nothing can be read without history; private channels alone are enough', () => {
  expect(without('channels:history', 'groups:history')[0]).toMatchObject({
    check: 'channels:history',
    verdict: 'fail',
  });
  expect(without('channels:history', 'channels:read').map(({ verdict }) => verdict)).toEqual([
    'warn',
    'warn',
  ]);
});

test('[SYN-9] scopes that reading never uses are named, an untold set is no failure', () => {
  expect(checkScopes([...all, 'chat:write']).at(-1)).toMatchObject({
    check: 'more scopes',
    verdict: 'ok',
    message: expect.stringContaining('chat:write'),
  });
  expect(checkScopes(undefined)).toMatchObject([{ verdict: 'ok' }]);
});
