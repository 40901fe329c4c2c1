import type { Page } from '@belay/contract/desk/visitor';
import type { Context } from '../../../context.ts';

/** What a visitor sends; uuids. */
export interface VisitorMessage {
  /** null: the open one, or a new one */
  conversation: string | null;
  /** false: another one beside those that are open */
  resume: boolean;
  text: string;
  /** files that they uploaded and no message names yet */
  files: string[];
  /** sent twice is written once, over all conversations of the visitor */
  clientId: string;
  page?: Page | undefined;
  language?: string | undefined;
  /** an admin tries the agent out: announces nothing, and the agent needn't be public */
  isTest?: boolean | undefined;
}

export interface WrittenVisitorMessage {
  /** uuids */
  conversation: string;
  message: string;
  /** the conversation began with it */
  isNew: boolean;
  /** it had been written before */
  isReplay: boolean;
}

/**
 * A visitor says something (first row of DSK-8's table). Throws NOT_FOUND for conversations and
 * files that aren't theirs, CONFLICT where the agent takes no new conversations.
 */
export async function visitorMessage(
  _ctx: Context,
  _visitor: { tenant: string; visitor: string; agent: string },
  _message: VisitorMessage,
): Promise<WrittenVisitorMessage> {
  throw new Error('not built yet');
}
