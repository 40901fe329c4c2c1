import type { SlackBody } from '@belay/slack/parse/parse-body';
import type { Acceptance } from '../../../slack-app/accept-delivery.ts';
import type { Installed } from '../../../slack-app/book/installation-book.ts';

/**
 * Stores what concerns the desk before Slack is answered: lines in our threads, edits and deletions,
 * clicks, commands, our own echoes, changes of channels and people. Resolves once it is durable; a
 * job works on it. Costs nothing where no agent speaks.
 */
export async function hear(
  _to: Acceptance,
  _installations: Installed[],
  _body: SlackBody,
): Promise<void> {
  throw new Error('not built yet');
}
