import { slackLinkBody, slackUnlinkBody } from '@belay/contract/desk/slack-people';
import type { Operation } from '../../../openapi/operations.ts';

/** Who somebody in Slack is here. */
export const slackPeopleOperations: Operation[] = [
  {
    ...{ method: 'post', path: '/v1/slack/link/look', served: true, session: true },
    summary: 'which Slack account a one-time address would link to the signed-in person',
    body: slackLinkBody,
  },
  {
    ...{ method: 'post', path: '/v1/slack/link', served: true, session: true },
    summary: 'link it',
    body: slackLinkBody,
  },
  {
    ...{ method: 'get', path: '/v1/slack/people', served: true, needs: 'desk.manage' },
    summary: 'who acted in Slack, and who they are here',
  },
  {
    ...{ method: 'get', path: '/v1/slack/people/me', served: true, needs: 'desk.read' },
    summary: 'the Slack accounts of the signed-in person',
  },
  {
    ...{ method: 'post', path: '/v1/slack/people/unlink', served: true, needs: 'desk.read' },
    summary: 'end a link: one’s own, or anybody’s for who manages the desk',
    body: slackUnlinkBody,
    answer: '204',
  },
];
