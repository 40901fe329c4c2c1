import { expect, test } from 'vitest';
import { auditMatches, auditWords } from './audit/audit-words.ts';
import { grantableRoles } from './members/grantable-roles.ts';
import { emptyReach, reachBody } from './members/reach-draft.ts';
import { linesOf, reachWords } from './members/reach-words.ts';
import { browserName } from './profile/browser-name.ts';
import { tokenState } from './tokens/token-state.ts';

test('[MGD-6] which memory a member reads, in words', () => {
  const words = (
    role: 'admin' | 'viewer',
    channels: 'all' | string[],
    scopes: string[] | null = null,
  ) => reachWords({ role, scopes, private_channels: channels });
  expect(words('viewer', [])).toBe('All scopes, no private channels');
  expect(words('viewer', ['C1'], ['org:a/x', 'org:a/y'])).toBe('2 scopes, 1 private channel');
  expect(words('admin', [])).toBe('All scopes, private channels too');
});

test('[MGD-6] what is sent for a member names everything, so that nothing old remains', () => {
  expect(reachBody(emptyReach)).toEqual({ role: 'viewer', scopes: null, private_channels: [] });
  expect(
    reachBody({
      role: 'operator',
      scopes: 'org:a/x\n org:a/y',
      privateChannels: 'named',
      named: 'C1, C2',
    }),
  ).toEqual({ role: 'operator', scopes: ['org:a/x', 'org:a/y'], private_channels: ['C1', 'C2'] });
  expect(linesOf('\n a,a ')).toEqual(['a']);
});

test('nobody is offered to give a higher role than their own', () => {
  expect(grantableRoles('owner')).toContain('owner');
  expect(grantableRoles('admin')).toEqual(['admin', 'operator', 'viewer']);
});

test('a token says whether it works', () => {
  const now = Date.parse('2026-11-21T00:00:00Z');
  const at = (expires_at: string, revoked_at: string | null = null) =>
    tokenState({ expires_at, revoked_at }, now).word;
  expect(at('2027-01-01T00:00:00Z')).toBe('Works');
  expect(at('2026-11-24T00:00:00Z')).toBe('Ends soon');
  expect(at('2026-11-20T00:00:00Z')).toBe('Expired');
  expect(at('2027-01-01T00:00:00Z', '2026-11-20T00:00:00Z')).toBe('Revoked');
});

test('the audit log speaks, and names what it has no words for', () => {
  const item = {
    id: 'audit_1',
    ts: '2026-11-21T00:00:00Z',
    actor: 'user:ada@acme.test',
    endpoint: 'members.change',
    decision: 'allow',
    scope: null,
    details: { user_id: 'u1' },
  };
  expect(auditWords(item)).toBe('changed a member');
  expect(auditWords({ endpoint: 'new.thing', decision: 'deny' })).toBe('new.thing (deny)');
  expect(auditMatches(item, 'ADA changed')).toBe(true);
  expect(auditMatches(item, 'ada removed')).toBe(false);
});

test('a session is named after its browser', () => {
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  expect(browserName(firefox)).toBe('Firefox on Linux');
  expect(browserName('curl/8.0')).toBe('curl/8.0');
  expect(browserName(null)).toBe('Unknown browser');
});
