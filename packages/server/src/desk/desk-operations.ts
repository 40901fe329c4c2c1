import type { Operation } from '../openapi/operations.ts';
import { installOperations } from '../slack-app/install/install-operations.ts';
import { actionOperations } from './actions/action-operations.ts';
import { agentOperations } from './agents/agent-operations.ts';
import { announceOperations } from './announce/announce-operations.ts';
import { availabilityOperations } from './availability/availability-routes.ts';
import { fileOperations } from './files/file-operations.ts';
import { hoursOperations } from './hours/hours-operations.ts';
import { inboxOperations } from './inbox/inbox-operations.ts';
import { knowledgeOperations } from './knowledge/knowledge-operations.ts';
import { deskStreamOperations } from './live/desk-stream-operations.ts';
import { mailOperations } from './mail/mail-operations.ts';
import { modelOperations } from './model/model-operations.ts';
import { playgroundOperations } from './playground/playground-operations.ts';
import { heldOperations } from './slack/hear/held/held-operations.ts';
import { slackInboxOperations } from './slack/inbox/slack-inbox-operations.ts';
import { agentSlackOperations } from './slack/integration/slack-operations.ts';
import { slackPeopleOperations } from './slack/people/people-operations.ts';
import { pictureOperations } from './slack/picture/picture-routes.ts';
import { visitorOperations } from './visitors/visitor-operations.ts';
import { webhookOperations } from './webhooks/webhook-operations.ts';
import { widgetOperations } from './widget/widget-operations.ts';

/** The desk's calls, for operators, admins and visitors. */
export const deskOperations: Operation[] = [
  ...deskStreamOperations,
  ...inboxOperations,
  ...heldOperations,
  ...slackInboxOperations,
  ...visitorOperations,
  ...fileOperations,
  ...widgetOperations,
  ...agentOperations,
  ...knowledgeOperations,
  ...modelOperations,
  ...playgroundOperations,
  ...actionOperations,
  ...announceOperations,
  ...webhookOperations,
  ...mailOperations,
  ...hoursOperations,
  ...agentSlackOperations,
  ...installOperations,
  ...slackPeopleOperations,
  ...pictureOperations,
  ...availabilityOperations,
];
