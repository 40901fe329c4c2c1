import { defined } from './fields.ts';

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
  appId?: string;
  triggerId?: string;
  responseUrl?: string;
}

/** Undefined for a form that is no slash command. */
export function parseCommand(form: URLSearchParams): SlashCommand | undefined {
  const value = (name: string) => form.get(name) || undefined;
  const command = value('command');
  const userId = value('user_id');
  const channelId = value('channel_id');
  if (!command?.startsWith('/') || !userId || !channelId) return undefined;
  return defined({
    type: 'command' as const,
    command,
    text: form.get('text') ?? '',
    userId,
    channelId,
    teamId: value('team_id'),
    enterpriseId: value('enterprise_id'),
    appId: value('api_app_id'),
    triggerId: value('trigger_id'),
    responseUrl: value('response_url'),
  });
}
