import type { AgentSlackView, SlackWhy, slackWhyBody } from '@belay/contract/desk/slack';
import type { SlackInstallLink, slackTokensBody } from '@belay/contract/desk/slack-app';
import type {
  SlackChannelChoice,
  SlackChannelsPage,
  slackChannelsBody,
  slackCreateChannelBody,
} from '@belay/contract/desk/slack-channels';
import type {
  SlackDelivery,
  SlackReplayAnswer,
  SlackTestAnswer,
} from '@belay/contract/desk/slack-delivery';
import type { SlackDisconnected } from '@belay/contract/desk/slack-install';
import type { SlackSettings } from '@belay/contract/desk/slack-settings';
import type { z } from 'zod';
import { agentPath } from '../../agents/data/agent-queries.ts';
import { api, queryClient } from '../../api/api.ts';
import { ApiError } from '../../api/api-error.ts';
import { showAnswer } from '../../api/show-answer.ts';
import { agentSlackQuery, slackKeys } from './slack-queries.ts';

const slackPath = (agent: string) => `${agentPath(agent)}/slack`;

/**
 * Where Slack asks for consent; the browser comes back to the agent's page. With an installation no
 * other workspace is accepted.
 */
export async function startInstall(agent: string, installation?: string): Promise<string> {
  const body = installation === undefined ? {} : { installation_id: installation };
  return (await api.post<SlackInstallLink>(`${slackPath(agent)}/install`, body)).url;
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

/** Stops everything between this agent and Slack, at once; tells what became of the app there. */
export async function disconnectAgent(agent: string): Promise<string> {
  const { sentence } = await api.post<SlackDisconnected>(`${slackPath(agent)}/disconnect`, {});
  await rereadConnection(agent);
  return sentence;
}

/**
 * What people decided, made from what stood as `view`; it applies at once. Whoever else saved
 * meanwhile keeps theirs: `isClear` says whether the changes fit on what stands by now; if they
 * don't, throws CONFLICT, and the page shows what stands.
 */
export async function saveSlackSettings(
  agent: string,
  view: Pick<AgentSlackView, 'settings' | 'version'>,
  changes: Partial<SlackSettings>,
  isClear: (standing: SlackSettings) => boolean,
): Promise<void> {
  const put = async ({ settings, version }: typeof view) =>
    showAnswer(
      queryClient,
      slackKeys.agent(agent),
      await api.put<AgentSlackView>(slackPath(agent), { ...settings, ...changes, version }),
    );
  try {
    await put(view);
  } catch (error) {
    if (!isOvertakenError(error)) throw error;
    // one that is under way may have been asked before theirs was saved
    await queryClient.cancelQueries({ queryKey: slackKeys.agent(agent), exact: true });
    const standing = await queryClient.fetchQuery({ ...agentSlackQuery(agent), staleTime: 0 });
    if (!isClear(standing.settings)) throw error;
    await put(standing);
  }
}

/** Somebody else saved between reading and saving. */
export function isOvertakenError(error: unknown): boolean {
  return error instanceof ApiError && error.status === 409 && error.details.field === 'version';
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
