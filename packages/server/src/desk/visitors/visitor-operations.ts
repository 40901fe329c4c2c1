import { blockBody, leadsQuery, visitorsQuery } from '@belay/contract/desk/visitor';
import type { Operation } from '../../openapi/operations.ts';
import { leadsExportQuery } from '../leads/lead-routes.ts';

const served = (
  method: Operation['method'],
  path: string,
  needs: 'desk.read' | 'desk.manage',
  summary: string,
  rest: Partial<Operation> = {},
): Operation => ({ method, path, summary, served: true, needs, ...rest });

/** Visitors and leads, for the team. */
export const visitorOperations: Operation[] = [
  served('get', '/v1/desk/visitors', 'desk.read', 'visitors, who was here last first', {
    query: visitorsQuery,
  }),
  served('get', '/v1/desk/visitors/export', 'desk.manage', 'visitors as CSV', {
    query: visitorsQuery.pick({ query: true }),
    answer: 'text/csv; formulas are text',
  }),
  served('get', '/v1/desk/visitors/{id}', 'desk.read', 'one visitor with their conversations'),
  served(
    'post',
    '/v1/desk/visitors/{id}/block',
    'desk.manage',
    'they read and write nothing more',
    {
      body: blockBody,
    },
  ),
  served('post', '/v1/desk/visitors/{id}/unblock', 'desk.manage', 'they may come again'),
  served('get', '/v1/desk/visitors/{id}/export', 'desk.manage', 'everything about one visitor'),
  served('delete', '/v1/desk/visitors/{id}', 'desk.manage', 'erase one visitor, everywhere', {
    answer: '204',
  }),
  served('get', '/v1/desk/leads', 'desk.read', 'leads, the newest first', { query: leadsQuery }),
  served('get', '/v1/desk/leads/export', 'desk.manage', 'leads as CSV', {
    query: leadsExportQuery,
    answer: 'text/csv; formulas are text',
  }),
];
