import {
  acceptBody,
  apiTokenBody,
  auditQuery,
  inviteBody,
  lookBody,
  meBody,
  patchMemberBody,
  resetLoginBody,
  setupBody,
  tenantBody,
} from '@belay/contract/people';
import type { Operation } from '../openapi/operations.ts';

const call = (
  method: Operation['method'],
  path: string,
  summary: string,
  rest: Partial<Operation>,
): Operation => ({ method, path, summary, served: true, ...rest });

const stranger = { open: true } as const;
const person = { session: true } as const;
const manager = { needs: 'members.manage' } as const;
const minter = { needs: 'auth.mint' } as const;

/** People: who they are, what they may, and what they gave to programs. Belay's own. */
export const peopleOperations: Operation[] = [
  call('get', '/v1/setup', 'whether the first owner is still missing', stranger),
  call('post', '/v1/setup', 'make the first owner by the printed link', {
    ...stranger,
    body: setupBody,
    answer: '201, signed in',
  }),
  call('post', '/v1/reset-login', 'a new password by a printed link', {
    ...stranger,
    body: resetLoginBody,
    answer: '204',
  }),
  call('post', '/v1/invitations/look', 'what a link invites to', { ...stranger, body: lookBody }),
  call('post', '/v1/invitations/accept', 'become a member', {
    ...stranger,
    body: acceptBody,
    answer: '201, signed in',
  }),
  call('get', '/v1/me', 'the signed-in person and their organisations', person),
  call('patch', '/v1/me', 'another name', { ...person, body: meBody }),
  call('get', '/v1/sessions', 'where the person is signed in', person),
  call('delete', '/v1/sessions', 'sign out everywhere', { ...person, answer: '204' }),
  call('delete', '/v1/sessions/{id}', 'end one session', { ...person, answer: '204' }),
  call('post', '/v1/tenants', 'make another organisation', {
    ...person,
    body: tenantBody,
    answer: '201',
  }),
  call('patch', '/v1/tenants/{id}', 'another name of the organisation', {
    needs: 'tenant.manage',
    body: tenantBody,
  }),
  call('get', '/v1/members', 'who belongs to the organisation', manager),
  call('get', '/v1/members/{user}', 'one member; everybody sees themselves', manager),
  call('patch', '/v1/members/{user}', 'another role, other memory', {
    ...manager,
    body: patchMemberBody,
  }),
  call('delete', '/v1/members/{user}', 'take somebody out; everybody may leave', {
    ...manager,
    answer: '204',
  }),
  call('get', '/v1/invitations', 'open invitations', manager),
  call('post', '/v1/invitations', 'invite an e-mail', {
    ...manager,
    body: inviteBody,
    answer: '201 with the link, once',
  }),
  call('delete', '/v1/invitations/{id}', 'withdraw an invitation', { ...manager, answer: '204' }),
  call('get', '/v1/api-tokens', 'tokens that people made for programs', minter),
  call('post', '/v1/api-tokens', 'make one', {
    ...minter,
    body: apiTokenBody,
    answer: '201 with the token, once',
  }),
  call('delete', '/v1/api-tokens/{jti}', 'end one', { ...minter, answer: '204' }),
  call('get', '/v1/audit', 'who did what, the newest first', {
    needs: 'audit.read',
    query: auditQuery,
  }),
];
