import type {
  ApiTokenView,
  AuditPage,
  InvitationView,
  MemberView,
  SessionView,
} from '@belay/contract/people';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/api.ts';

const list = <Item>(key: string, path: string) =>
  queryOptions({
    queryKey: [key],
    queryFn: async ({ signal }) => (await api.get<{ items: Item[] }>(path, { signal })).items,
  });

export const membersQuery = list<MemberView>('members', '/v1/members');
export const invitationsQuery = list<InvitationView>('invitations', '/v1/invitations');
export const apiTokensQuery = list<ApiTokenView>('api-tokens', '/v1/api-tokens');
export const sessionsQuery = list<SessionView>('sessions', '/v1/sessions');

export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam, signal }) =>
    api.get<AuditPage>('/v1/audit', { query: { cursor: pageParam, limit: 100 }, signal }),
  initialPageParam: '',
  getNextPageParam: (last: AuditPage) => last.next_cursor,
});
