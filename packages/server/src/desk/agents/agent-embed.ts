import type { AgentEmbed } from '@belay/contract/desk/agent';
import type { Config } from '../../config/read-config.ts';
import { agentId } from './agent-id.ts';
import type { AgentRow } from './agent-row.ts';

/** What goes into a website. Ids are hex and the address is checked: nothing in it needs escaping. */
export function agentEmbed({ publicUrl }: Pick<Config, 'publicUrl'>, agent: AgentRow): AgentEmbed {
  const id = agentId(agent.id);
  return {
    snippet: `<script src="${publicUrl}/widget/belay.js" data-agent="${id}" async></script>`,
    page_url: `${publicUrl}/chat/${id}`,
    identity: {
      has_secret: agent.identitySecret !== null,
      created_at: agent.identitySecretAt?.toISOString() ?? null,
    },
  };
}
