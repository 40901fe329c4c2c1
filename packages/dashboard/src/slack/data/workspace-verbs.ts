import type { SlackAppView, slackAppBody } from '@belay/contract/desk/slack-app';
import type { SlackDisconnected } from '@belay/contract/desk/slack-install';
import type { SlackLinkPreview, SlackPersonView } from '@belay/contract/desk/slack-people';
import type { z } from 'zod';
import { api, queryClient } from '../../api/api.ts';
import { slackKeys } from './slack-queries.ts';

export async function saveSlackApp(body: z.input<typeof slackAppBody>): Promise<void> {
  await api.put<SlackAppView>('/v1/slack/app', body);
  await queryClient.invalidateQueries({ queryKey: slackKeys.app });
}

/** For all agents and connectors that use it: their names were shown. */
export async function removeWorkspace(installation: string): Promise<string> {
  const { sentence } = await api.post<SlackDisconnected>(
    `/v1/slack/installations/${encodeURIComponent(installation)}/disconnect`,
    { confirm: true },
  );
  await queryClient.invalidateQueries({ queryKey: slackKeys.installations });
  void queryClient.invalidateQueries({ queryKey: slackKeys.people });
  // every agent and connector that used it stands otherwise now
  void queryClient.invalidateQueries({ queryKey: ['agent'] });
  void queryClient.invalidateQueries({ queryKey: ['connectors'] });
  return sentence;
}

/** Who a one-time address of Slack would link, before anybody is. */
export function lookAtLink(token: string): Promise<SlackLinkPreview> {
  return api.post<SlackLinkPreview>('/v1/slack/link/look', { token });
}

export async function linkSlack(token: string): Promise<void> {
  await api.post('/v1/slack/link', { token });
  await queryClient.invalidateQueries({ queryKey: slackKeys.people });
}

export async function unlinkSlack({
  installation_id,
  user_id,
}: Pick<SlackPersonView, 'installation_id' | 'user_id'>): Promise<void> {
  const reread = () => queryClient.invalidateQueries({ queryKey: slackKeys.people });
  try {
    await api.post('/v1/slack/people/unlink', { installation_id, user_id });
  } catch (error) {
    // perhaps somebody was faster: the page shows what stands
    void reread();
    throw error;
  }
  await reread();
}
