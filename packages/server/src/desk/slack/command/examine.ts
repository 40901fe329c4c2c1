import type { SlackProblem } from '@belay/contract/desk/slack-delivery';
import type { Context } from '../../../context.ts';
import { agentSlackView } from '../integration/agent-slack-view.ts';
import type { SlackPlace } from '../people/slack-place.ts';

const untold = {
  what: 'No agent tells this workspace anything.',
  remedy: 'In Belay open an agent, Settings, Integrations, Slack, and choose this workspace.',
};

/** What is wrong with every agent that tells this workspace, each with its remedy. */
export async function examine(
  ctx: Context,
  { tenant, installation }: SlackPlace,
): Promise<{ what: string; remedy: string }[]> {
  const { rows } = await ctx.pool.query<{ agent: string; name: string }>(
    `select b.agent, a.name from slack_binding b
     join agent a on a.tenant = b.tenant and a.id = b.agent
     where b.tenant = $1 and b.installation = $2 order by a.name, a.id`,
    [tenant, installation],
  );
  if (rows.length === 0) return [untold];
  const found: { what: string; remedy: string }[] = [];
  for (const { agent, name } of rows) {
    const { problems } = await agentSlackView(ctx, tenant, agent);
    // one agent's problems need no name before them
    const of = rows.length === 1 ? '' : `${name}: `;
    found.push(...problems.map((problem) => inWords(of, problem)));
  }
  return found;
}

function inWords(of: string, { what, remedy }: SlackProblem): { what: string; remedy: string } {
  return { what: of + what, remedy };
}
