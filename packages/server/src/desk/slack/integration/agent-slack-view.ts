import type { AgentSlackView } from '@belay/contract/desk/slack';
import type { SlackInstallationView } from '@belay/contract/desk/slack-app';
import type { SlackChannelChoice } from '@belay/contract/desk/slack-channels';
import type { SlackProblem, SlackTrouble } from '@belay/contract/desk/slack-delivery';
import { slackEvents, slackSettings } from '@belay/contract/desk/slack-settings';
import { deskFeatures } from '@belay/slack/app/desk-scopes';
import type { Context } from '../../../context.ts';
import { installationViews } from '../../../slack-app/install/installation-views.ts';
import { agentViews } from '../../agents/agent-views.ts';
import { noSuchAgent } from '../../agents/no-such-agent.ts';
import type { HealthFacts, SeenChannel } from '../trouble/health-facts.ts';
import { problemsOf, quietOf, sum } from '../trouble/problems-of.ts';
import { readChannels, readHealthFacts } from '../trouble/read-health-facts.ts';
import { readNeighbours } from '../trouble/read-neighbours.ts';
import { warningsOf } from '../trouble/warnings-of.ts';
import { namedChannels } from './named-channels.ts';
import { storedSettings } from './stored-settings.ts';

/** How an agent's Slack stands, from what is known here: Slack is not asked. Throws NOT_FOUND. */
export async function agentSlackView(
  ctx: Context,
  tenant: string,
  agent: string,
): Promise<AgentSlackView> {
  const [shown] = await agentViews(ctx, tenant, agent);
  if (!shown) throw noSuchAgent();
  const checks = { trained: shown.trained, active: !shown.paused, public: shown.public };
  const stored = await storedSettings(ctx.pool, tenant, agent);
  const settings = stored?.settings ?? slackSettings.parse({});
  const facts =
    stored && (await readHealthFacts(ctx.pool, { tenant, agent, now: ctx.now() }, settings));
  if (!stored || !facts)
    return {
      ...{ state: 'not_connected', sentence: neverConnected, installation: null, team_id: null },
      ...{ settings, version: '', channels: [], checks, features: [] },
      ...{ problems: [], quiet: [], warnings: [], parked: 0, connected_at: null },
    };
  const { installation } = stored;
  const channels = await readChannels(ctx.pool, tenant, installation, chosen(settings));
  const views = installation === null ? [] : await installationViews(ctx, tenant, installation);
  const problems = problemsOf(facts);
  const neighbours = await readNeighbours(ctx.pool, { tenant, agent });
  return {
    ...stateOf(facts, problems, views[0]),
    installation: views[0] ?? null,
    team_id: stored.teamId,
    settings,
    version: stored.version,
    channels: [...channels.values()].map(choice),
    checks,
    features: facts.place ? featuresOf(facts.place.scopes) : [],
    problems,
    quiet: quietOf(facts),
    warnings: warningsOf(settings, channels, neighbours),
    parked: sum(facts.parked),
    connected_at: stored.connectedAt?.toISOString() ?? null,
  };
}

const neverConnected = 'Slack is not connected: nothing of this agent is told there yet.';

/** Named by a route, or with words on how it shows visitors. */
function chosen(settings: AgentSlackView['settings']): string[] {
  return [...new Set([...namedChannels(settings), ...Object.keys(settings.channels)])];
}

function choice({
  id,
  name,
  isPrivate,
  isMember,
  isShared,
  trouble,
}: SeenChannel): SlackChannelChoice {
  return {
    ...{ id, name, is_private: isPrivate, is_member: isMember, is_shared: isShared },
    is_archived: trouble === 'archived',
  };
}

function featuresOf(scopes: readonly string[]): AgentSlackView['features'] {
  return deskFeatures(scopes).map(({ feature, isWhole, missing }) => ({
    ...{ feature, works: isWhole },
    missing: missing.map(({ scope, gives }) => ({ scope, gives })),
  }));
}

/** While one of them stands, nothing that people chose is sent. */
const stopping: ReadonlySet<SlackTrouble> = new Set<SlackTrouble>([
  'revoked',
  'missing_scope',
  'not_authorised',
  'needs_approval',
]);

function stateOf(
  { settings, place, channels }: HealthFacts,
  problems: readonly SlackProblem[],
  installation: SlackInstallationView | undefined,
): Pick<AgentSlackView, 'state' | 'sentence'> {
  if (place === null)
    return {
      state: 'disconnected',
      sentence: 'Slack is disconnected. What was chosen is kept for when you connect it again.',
    };
  const named = new Set(namedChannels(settings));
  const broken = problems.find(({ trouble, channel }) =>
    channel === null
      ? stopping.has(trouble)
      : // where cards arrive and only replies don't, the channel itself has no trouble
        named.has(channel.id) && channels.get(channel.id)?.trouble === trouble,
  );
  if (broken) return { state: 'broken', sentence: broken.what };
  const where = installation ? ` to ${installation.team.name}` : '';
  return {
    state: 'connected',
    sentence: `Slack is connected${where}. ${told(settings, channels)}`,
  };
}

function told(
  settings: AgentSlackView['settings'],
  channels: ReadonlyMap<string, SeenChannel>,
): string {
  const on = slackEvents.filter((event) => settings.events[event].enabled).length;
  if (on === 0) return 'No event is switched on, so nothing is sent.';
  const { default_channel: usual } = settings;
  if (usual === null) return 'No default channel is chosen yet.';
  const name = channels.get(usual)?.name ?? usual;
  return `${on === 1 ? 'One event is' : `${on} events are`} told, by default in #${name}.`;
}
