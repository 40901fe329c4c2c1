import { experience } from '@belay/contract/experience';
import {
  eventsQuery,
  exportBody,
  facetsQuery,
  forgetBody,
  lifecycleQuery,
  recallBody,
  relatedQuery,
} from '@belay/contract/read';
import { z } from 'zod';
import { peopleOperations } from '../auth/people-operations.ts';
import { connectorOperations } from '../connectors/routes/connector-operations.ts';
import { deskOperations } from '../desk/desk-operations.ts';

/** One documented call of CortexDB v1: what it does, its schema, and whether Belay serves it. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  summary: string;
  served: boolean;
  /** no credentials: for strangers, or whoever holds a link */
  open?: true;
  /** a signed-in person, in whatever organisation */
  session?: true;
  /** a visitor's token */
  visitor?: true;
  /** the capability that the call asks for */
  needs?: string;
  body?: z.ZodType;
  query?: z.ZodObject;
  answer?: string;
}

const waitQuery = z.object({
  wait: z.enum(['accepted', 'captured', 'indexed', 'consolidated']).optional(),
});
const bulk = z.strictObject({
  scope: z.string().optional(),
  items: z.array(z.unknown()).min(1).max(1000),
  ordering: z.enum(['strict_temporal', 'batch_throughput']).optional(),
  directives: z.unknown().optional(),
});
const served = (
  method: Operation['method'],
  path: string,
  summary: string,
  rest: Partial<Operation> = {},
): Operation => ({ method, path, summary, served: true, ...rest });
const missing = (method: Operation['method'], path: string, summary: string): Operation => ({
  method,
  path,
  summary,
  served: false,
});

/** The whole documented surface: the OpenAPI document, the coverage matrix and the 501s come from it. */
export const operations: Operation[] = [
  served('post', '/v1/experience', 'write one experience', {
    needs: 'scope.write',
    body: experience,
    query: waitQuery,
    answer: '202 captured, or 200 after ?wait=',
  }),
  served('post', '/v1/experience/bulk', 'write up to 1,000, one result each', {
    needs: 'scope.write',
    body: bulk,
    query: waitQuery,
    answer: '202 with results[]',
  }),
  served('get', '/v1/experience/by-idempotency-key/{key}', 'what stands under a key'),
  served('get', '/v1/experience/status', 'how far a write came', {
    query: z.object({ idempotency_key: z.string().optional(), event_id: z.string().optional() }),
  }),
  served('post', '/v1/blobs', 'store raw bytes, at most 32 MiB', {
    needs: 'blob.upload',
    answer: '201 with blob_id',
  }),
  served('get', '/v1/blobs/{id}', 'the bytes, with their type', { needs: 'blob.read' }),
  served('delete', '/v1/blobs/{id}', 'remove a blob that nothing refers to', {
    needs: 'blob.upload',
    answer: '204',
  }),
  served('get', '/v1/events', 'list experiences, newest first', {
    needs: 'scope.read.*',
    query: eventsQuery,
  }),
  served('get', '/v1/events/facets', 'channels, authors and modalities of the newest experiences', {
    needs: 'scope.read.descend',
    query: facetsQuery,
  }),
  served('get', '/v1/events/{id}/versions', 'all versions of an experience, oldest first', {
    needs: 'scope.read.local',
    query: relatedQuery,
  }),
  served('get', '/v1/events/{id}/thread', 'parent, replies, files and reactions, oldest first', {
    needs: 'scope.read.local',
    query: relatedQuery,
  }),
  served('get', '/v1/events/{id}', 'one experience', { needs: 'scope.read.local' }),
  served('post', '/v1/recall', 'what the memory knows about a question', {
    needs: 'scope.read.*',
    body: recallBody,
  }),
  served('post', '/v1/answer', 'answer by a model; 503 without one'),
  served('post', '/v1/forget', 'erase by ids or selector', {
    needs: 'forget.cascade.redact_events',
    body: forgetBody,
  }),
  served('post', '/v1/export', 'a scope as JSON lines', {
    needs: 'scope.read.descend',
    body: exportBody,
  }),
  served('get', '/v1/lifecycle/stream', 'what happens, as server-sent events', {
    needs: 'lifecycle.subscribe',
    query: lifecycleQuery,
  }),
  served('get', '/v1/lifecycle', 'what happened, paged', {
    needs: 'lifecycle.subscribe',
    query: lifecycleQuery,
  }),
  served('get', '/v1/lifecycle/event/{id}', 'one lifecycle event', {
    needs: 'lifecycle.subscribe',
  }),
  served('get', '/v1/lifecycle/memory-event/{id}', 'the stages of one experience', {
    needs: 'lifecycle.subscribe',
  }),
  served('post', '/v1/scopes', 'make a scope by hand', {
    needs: 'scope.create.child',
    answer: '201',
  }),
  served('get', '/v1/scopes', 'one scope', {
    needs: 'scope.read.local',
    query: z.object({ path: z.string() }),
  }),
  served('delete', '/v1/scopes', 'remove a scope, keeping or forgetting its records', {
    needs: 'scope.write',
    query: z.object({ path: z.string(), records: z.enum(['forget', 'keep']).optional() }),
    answer: '204',
  }),
  served('get', '/v1/scopes/list', 'scopes by prefix', {
    needs: 'scope.read.local',
    query: z.object({ prefix: z.string().optional(), limit: z.coerce.number().optional() }),
  }),
  served('post', '/v1/auth/signup', 'a new memory and its token', { open: true, answer: '201' }),
  served('post', '/v1/auth/tokens', 'mint a narrower token', { needs: 'auth.mint', answer: '201' }),
  served('post', '/v1/auth/revoke', 'end a token', { answer: '204' }),
  served('get', '/v1/auth/whoami', 'who the token is'),
  ...peopleOperations,
  served('get', '/v1/health', 'health', { open: true }),
  served('get', '/v1/ready', '200 when requests can be served', { open: true }),
  served('get', '/v1/admin/health', 'health', { open: true }),
  served('get', '/v1/admin/ready', '200 when requests can be served', { open: true }),
  served('get', '/v1/admin/metrics', 'counters for Prometheus, ?format=json', {
    needs: 'diagnostics.read',
  }),
  served('get', '/v1/openapi.json', 'this document', { open: true }),
  ...connectorOperations,
  ...deskOperations,
  missing('post', '/v1/recall/stream', 'a pack in parts'),
  missing('post', '/v1/import/{source}', 'imports'),
  missing('get', '/v1/import/{id}', 'an import'),
  missing('get', '/v1/export/{id}', 'a large export'),
  missing('put', '/v1/scopes/members', 'members of a scope'),
  missing('post', '/v1/scopes/prune', 'prune scopes'),
  missing('post', '/v1/admin/scopes/migrate', 'move a scope'),
  missing('get', '/v1/admin/layers/stats', 'lag per layer'),
  missing('get', '/v1/policy/effective', 'effective policy'),
  missing('get', '/v1/policy/deployment', 'deployment policy'),
  missing('put', '/v1/policy/{tier}', 'set a policy'),
  missing('get', '/v1/audit/{id}', 'one audit row'),
  missing('post', '/v1/audit/verify', 'verify an audit row'),
  missing('post', '/v1/lifecycle/memory-event/{id}/cancel', 'cancel stages'),
  missing('get', '/v1/derivation/status', 'whether derived layers caught up'),
  missing('get', '/v1/facts', 'facts'),
  missing('get', '/v1/facts/timeline', 'a fact over time'),
  missing('get', '/v1/beliefs', 'beliefs'),
  missing('get', '/v1/beliefs/why', 'why a belief is held'),
  missing('post', '/v1/beliefs/build', 'build beliefs'),
  missing('get', '/v1/episodes', 'episodes'),
  missing('get', '/v1/episodes/{id}', 'one episode'),
  missing('post', '/v1/episodes/build', 'build episodes'),
  missing('get', '/v1/understanding', 'understanding'),
  missing('get', '/v1/understanding/{id}', 'one understanding'),
  missing('get', '/v1/understanding/{id}/related', 'related understandings'),
  missing('get', '/v1/understanding/coverage', 'coverage of understanding'),
  missing('post', '/v1/understanding/synthesize', 'synthesise understanding'),
  missing('post', '/v1/temporal/phrases', 'temporal phrases'),
  missing('post', '/v1/erasures/preview', 'preview an erasure'),
  missing('get', '/v1/erasures/preview/{id}/manifest', 'what an erasure would remove'),
  missing('post', '/v1/erasures', 'erase with a receipt'),
  missing('get', '/v1/erasures/{id}', 'an erasure'),
  missing('post', '/v1/erasures/{id}/cancel', 'cancel an erasure'),
];
