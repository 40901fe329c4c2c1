import type { Operation } from '../openapi/operations.ts';
import { agentOperations } from './agents/agent-operations.ts';
import { announceOperations } from './announce/announce-operations.ts';
import { hoursOperations } from './hours/hours-operations.ts';
import { webhookOperations } from './webhooks/webhook-operations.ts';

/** The desk's calls, for operators, admins and visitors. */
export const deskOperations: Operation[] = [
  ...agentOperations,
  ...announceOperations,
  ...webhookOperations,
  ...hoursOperations,
];
