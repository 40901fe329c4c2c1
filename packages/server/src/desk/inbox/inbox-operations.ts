import {
  assignBody,
  closeBody,
  conversationsQuery,
  editMessageBody,
  escalateBody,
  handBackBody,
  releaseBody,
  reopenBody,
  replyBody,
  snoozeBody,
  stealBody,
  takeOverBody,
  teachBody,
} from '@belay/contract/desk/conversation';
import { seenBody } from '@belay/contract/desk/widget';
import type { Operation } from '../../openapi/operations.ts';
import { messagesQuery } from './inbox-routes.ts';

const read = (path: string, summary: string, rest: Partial<Operation> = {}): Operation => ({
  ...{ method: 'get', path, summary, served: true, needs: 'desk.read' },
  ...rest,
});
const operate = (
  method: Operation['method'],
  path: string,
  summary: string,
  rest: Partial<Operation> = {},
): Operation => ({ method, path, summary, served: true, needs: 'desk.operate', ...rest });

const one = '/v1/desk/conversations/{id}';

/** Conversations as the team sees and moves them (DSK-6, DSK-8). */
export const inboxOperations: Operation[] = [
  read('/v1/desk/conversations', 'a queue of conversations, searched, a page at a time', {
    query: conversationsQuery,
  }),
  read('/v1/desk/counts', 'how many conversations lie in each queue'),
  read('/v1/desk/people', 'who may answer visitors'),
  read(one, 'one conversation with its newest messages'),
  read(`${one}/messages`, 'earlier messages', { query: messagesQuery }),
  operate('post', `${one}/take-over`, 'take it over from the agent, or the queue', {
    body: takeOverBody,
    answer: '409 names who has it',
  }),
  operate('post', `${one}/reopen`, 'reopen a closed one and take it over', { body: reopenBody }),
  operate('post', `${one}/steal`, 'take it from a colleague', { body: stealBody }),
  operate('post', `${one}/messages`, 'answer the visitor, or add a note for the team', {
    body: replyBody,
  }),
  operate('patch', `${one}/messages/{message}`, 'change what one wrote', {
    body: editMessageBody,
  }),
  operate('delete', `${one}/messages/{message}`, 'take back what was written'),
  operate('post', `${one}/messages/{message}/teach`, 'remember an answer for the next visitor', {
    body: teachBody,
  }),
  operate('post', `${one}/hand-back`, 'give it back to the agent', { body: handBackBody }),
  operate('post', `${one}/release`, 'give it back to the queue', { body: releaseBody }),
  operate('post', `${one}/assign`, 'mention a colleague, or give it to them', {
    body: assignBody,
  }),
  operate('post', `${one}/snooze`, 'put it away until a moment', { body: snoozeBody }),
  operate('post', `${one}/escalate`, 'ask for a person', { body: escalateBody }),
  operate('post', `${one}/close`, 'close it', { body: closeBody }),
  operate('post', `${one}/seen`, 'how far the team has read', { body: seenBody, answer: '204' }),
  operate('post', `${one}/typing`, 'somebody of the team is typing', { answer: '204' }),
];
