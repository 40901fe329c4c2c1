import {
  documentQuery,
  knowledgeBody,
  knowledgeQuery,
  patchKnowledgeBody,
} from '@belay/contract/desk/knowledge';
import type { Operation } from '../../openapi/operations.ts';

const sources = '/v1/agents/{id}/knowledge';
const source = `${sources}/{knowledge}`;
const common = { served: true, needs: 'desk.manage' } as const;

/** What an agent is taught by hand: Belay's own. */
export const knowledgeOperations: Operation[] = [
  {
    ...common,
    method: 'get',
    path: sources,
    summary: 'what it is taught, the newest first',
    needs: 'desk.read',
    query: knowledgeQuery,
  },
  {
    ...common,
    method: 'post',
    path: sources,
    summary: 'teach a text, a question with its answer, or a site',
    body: knowledgeBody,
    answer: '201; a job teaches it',
  },
  {
    ...common,
    method: 'post',
    path: `${sources}/documents`,
    summary: 'teach a document: raw bytes of PDF, DOCX, HTML, Markdown, CSV or text, at most 20 MB',
    query: documentQuery,
    answer: '201; a job teaches it',
  },
  { ...common, method: 'get', path: source, summary: 'one source', needs: 'desk.read' },
  {
    ...common,
    method: 'patch',
    path: source,
    summary: 'another version of a text or answer, another bound of a site',
    body: patchKnowledgeBody,
  },
  {
    ...common,
    method: 'post',
    path: `${source}/refresh`,
    summary: 'read a site again',
    answer: '202',
  },
  {
    ...common,
    method: 'delete',
    path: source,
    summary: 'remove a source and forget what it taught',
    answer: '202: a job removes it',
  },
];
