import type { AgentLook } from './read-look.ts';

/**
 * The built page with what it needs before its first paint: the theme, the accent, the agent's
 * name and when its form comes, as attributes, since the policy allows no script in the page.
 */
export function framePage(built: string, agent: AgentLook): string {
  const { accent, theme, side } = agent.look;
  const attributes = Object.entries({ accent, theme, side, name: agent.name, form: agent.form })
    .map(([name, value]) => `data-${name}="${escaped(value)}"`)
    .join(' ');
  return built
    .replace(/<html lang="en"/, () => `<html lang="${agent.languages[0] ?? 'en'}" ${attributes}`)
    .replace(/<title>[^<]*/, () => `<title>${escaped(agent.name)}`);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
