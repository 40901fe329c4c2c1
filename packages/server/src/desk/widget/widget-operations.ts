import { ratingBody } from '@belay/contract/desk/conversation';
import {
  continueBody,
  leadBody,
  mailOfferBody,
  seenBody,
  sessionBody,
  visitorCloseBody,
  visitorMessageBody,
} from '@belay/contract/desk/widget';
import { z } from 'zod';
import type { Operation } from '../../openapi/operations.ts';
import { transcriptQuery } from './message-routes.ts';

const visitor = (
  method: Operation['method'],
  path: string,
  summary: string,
  rest: Partial<Operation> = {},
): Operation => ({ method, path, summary, served: true, visitor: true, ...rest });
const open = (
  method: Operation['method'],
  path: string,
  summary: string,
  rest: Partial<Operation> = {},
): Operation => ({ method, path, summary, served: true, open: true, ...rest });
export const nameQuery = z.object({ name: z.string() });

/** What a widget calls. */
export const widgetOperations: Operation[] = [
  open('get', '/v1/widget/agents/{id}', 'what a widget shows of a public agent'),
  open('post', '/v1/widget/session', 'a visitor begins or goes on; a new one is told a token', {
    body: sessionBody,
    answer: '201 with a token, shown once, or 200',
  }),
  visitor('post', '/v1/widget/messages', 'say something', {
    body: visitorMessageBody,
    answer: '201, or 200 where it had been said',
  }),
  visitor('get', '/v1/widget/conversations/{id}', 'a conversation, its newest messages', {
    query: transcriptQuery,
  }),
  visitor('post', '/v1/widget/conversations/{id}/escalate', 'ask for a person'),
  visitor('post', '/v1/widget/conversations/{id}/continue', 'go on with the assistant', {
    body: continueBody,
  }),
  visitor('post', '/v1/widget/conversations/{id}/close', 'end it', { body: visitorCloseBody }),
  visitor('post', '/v1/widget/conversations/{id}/typing', 'a sign of typing', { answer: '204' }),
  visitor('post', '/v1/widget/conversations/{id}/seen', 'read so far', {
    body: seenBody,
    answer: '204',
  }),
  visitor('post', '/v1/widget/conversations/{id}/rating', 'rate it, or change one’s mind', {
    body: ratingBody,
  }),
  visitor('post', '/v1/widget/conversations/{id}/mail', 'leave an e-mail address', {
    body: mailOfferBody,
  }),
  visitor('post', '/v1/widget/leads', 'send the form', { body: leadBody }),
  visitor('post', '/v1/widget/files', 'upload a file, at most 10 MB', {
    query: nameQuery,
    answer: '201 with a link of 5 minutes',
  }),
  visitor('get', '/v1/widget/stream', 'what happens in one’s conversations, as it happens'),
];
