import type { SlashCommand } from '@belay/slack/parse/command';
import type { Context } from '../../../context.ts';
import type { SlackPlace } from '../people/slack-place.ts';

/** `/belay …`: answered at its `response_url`, to who typed it alone. */
export async function runCommand(
  _ctx: Context,
  _place: SlackPlace,
  _command: SlashCommand,
): Promise<void> {
  throw new Error('not built yet');
}
