import type { SlackSettings } from '@belay/contract/desk/slack-settings';

/** Each setting in words, as the bar of what is not saved names them. */
export const slackSettingWords: Record<keyof SlackSettings, string> = {
  default_channel: 'default notification channel',
  events: 'notification events',
  catch_all: 'catch-all channel',
  rules: 'routing rules',
  fallback_channel: 'fallback channel',
  channels: 'what channels show',
  ladder: 'ladder',
  thread_delay: 'delay of replies',
  history: 'history in the thread',
  digest: 'daily digest',
  muted_actions: 'told actions',
};
