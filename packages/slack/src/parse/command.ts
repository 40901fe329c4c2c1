import { defined, type Fields, text } from './fields.ts';
import { responseUrl } from './response-url.ts';

/** A slash command. */
export interface SlashCommand {
  type: 'command';
  /** with its slash */
  command: string;
  text: string;
  userId: string;
  channelId: string;
  teamId?: string;
  enterpriseId?: string;
  isOrgWide: boolean;
  appId?: string;
  /** once, within 3 s */
  triggerId?: string;
  /** on Slack's own hosts or those of the configured server; five times, within 30 min */
  responseUrl?: string;
}

/** Undefined for a form, or a Socket Mode payload, that is no slash command. */
export function parseCommand(form: Fields, apiUrl?: string): SlashCommand | undefined {
  const command = text(form.command);
  const userId = text(form.user_id);
  const channelId = text(form.channel_id);
  if (!command?.startsWith('/') || !userId || !channelId) return undefined;
  return defined({
    type: 'command' as const,
    command,
    text: text(form.text) ?? '',
    userId,
    channelId,
    teamId: text(form.team_id),
    enterpriseId: text(form.enterprise_id),
    isOrgWide: form.is_enterprise_install === 'true' || form.is_enterprise_install === true,
    appId: text(form.api_app_id),
    triggerId: text(form.trigger_id),
    responseUrl: responseUrl(form.response_url, apiUrl),
  });
}
