import type {
  AgentSlackView,
  SlackChannelChoice,
  SlackChannelsPage,
  SlackDelivery,
  SlackInstallLink,
  SlackReplayAnswer,
  SlackSettings,
  SlackTestAnswer,
  SlackWhy,
  slackChannelsBody,
  slackCreateChannelBody,
  slackTokensBody,
  slackWhyBody,
} from '@belay/contract/desk/slack';
import type { z } from 'zod';
import { agentPath } from '../../agents/data/agent-queries.ts';
import { api, queryClient } from '../../api/api.ts';
import { slackKeys } from './slack-queries.ts';

const slackPath = (agent: string) => `${agentPath(agent)}/slack`;

/** Where Slack asks for consent. The browser comes back to the agent's page. */
export async function startInstall(agent: string): Promise<string> {
  return (await api.post<SlackInstallLink>(`${slackPath(agent)}/install`)).url;
}

/** Connects with what was pasted, where Slack can't send the browser back to us. */
export async function pasteTokens(
  agent: string,
  body: z.input<typeof slackTokensBody>,
): Promise<void> {
  await api.post(`${slackPath(agent)}/tokens`, body);
  await rereadConnection(agent);
}

/** Uses a workspace that is connected already; `team` names one of an organisation's. */
export async function bindWorkspace(
  agent: string,
  installation: string,
  team?: string,
): Promise<void> {
  await api.post(`${slackPath(agent)}/bind`, {
    installation_id: installation,
    ...(team === undefined ? {} : { team_id: team }),
  });
  await rereadConnection(agent);
}

/** Stops everything between this agent and Slack, at once. */
export async function disconnectAgent(agent: string): Promise<void> {
  await api.post(`${slackPath(agent)}/disconnect`, {});
  await rereadConnection(agent);
}

/** What people decided; it applies at once. */
export async function saveSlackSettings(agent: string, settings: SlackSettings): Promise<void> {
  const fresh = await api.put<AgentSlackView>(slackPath(agent), settings);
  queryClient.setQueryData(slackKeys.agent(agent), fresh);
}

/** One message into each route, or into one channel; its outcome is in the log. */
export async function sendTest(agent: string, channel?: string): Promise<SlackTestAnswer> {
  const answer = await api.post<SlackTestAnswer>(
    `${slackPath(agent)}/test`,
    channel === undefined ? {} : { channel },
  );
  await rereadDeliveries(agent);
  return answer;
}

/** Where an event would go by what is saved, and why. */
export function askWhy(agent: string, body: z.input<typeof slackWhyBody>): Promise<SlackWhy> {
  return api.post<SlackWhy>(`${slackPath(agent)}/why`, body);
}

export function searchSlackChannels(
  agent: string,
  body: z.input<typeof slackChannelsBody>,
  signal?: AbortSignal,
): Promise<SlackChannelsPage> {
  return api.post<SlackChannelsPage>(
    `${slackPath(agent)}/channels`,
    body,
    signal ? { signal } : {},
  );
}

export async function createSlackChannel(
  agent: string,
  body: z.input<typeof slackCreateChannelBody>,
): Promise<SlackChannelChoice> {
  const made = await api.post<SlackChannelChoice>(`${slackPath(agent)}/channels/create`, body);
  void queryClient.invalidateQueries({ queryKey: slackKeys.channels(agent) });
  return made;
}

/** The bot enters a public channel; what waited for that goes out. */
export async function joinSlackChannel(agent: string, channel: string): Promise<void> {
  await api.post(`${slackPath(agent)}/channels/join`, { channel });
  await reread(agent);
}

export async function replayDelivery(agent: string, delivery: string): Promise<SlackDelivery> {
  const again = await api.post<SlackDelivery>(
    `${slackPath(agent)}/deliveries/${encodeURIComponent(delivery)}/replay`,
  );
  await reread(agent);
  return again;
}

/** Sends all that is parked, or what is parked for one channel; tells how many. */
export async function replayParked(agent: string, channel?: string): Promise<number> {
  const { replayed } = await api.post<SlackReplayAnswer>(
    `${slackPath(agent)}/replay`,
    channel === undefined ? {} : { channel },
  );
  await reread(agent);
  return replayed;
}

/** Who this agent is bound to changed: all that is told of workspaces is old. */
async function rereadConnection(agent: string): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: slackKeys.installations });
  void queryClient.invalidateQueries({ queryKey: slackKeys.people });
  queryClient.removeQueries({ queryKey: slackKeys.channels(agent) });
  queryClient.removeQueries({ queryKey: slackKeys.groups(agent) });
  await reread(agent);
}

async function reread(agent: string): Promise<void> {
  void rereadDeliveries(agent);
  await queryClient.invalidateQueries({ queryKey: slackKeys.agent(agent) });
}

function rereadDeliveries(agent: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: slackKeys.deliveries(agent) });
}
