import { Select } from '../ui/input.tsx';
import { useAgents } from './data/use-agents.ts';

/** Which agent's rows a list shows; nothing to choose where there is one agent only. */
export function AgentFilter({
  value,
  onChange,
  className,
}: {
  /** public id; undefined: all */
  value: string | undefined;
  onChange(agent: string | undefined): void;
  className: string;
}) {
  const agents = useAgents();
  if (agents.length < 2) return null;
  return (
    <Select
      aria-label="Agent"
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value || undefined)}
      className={className}
    >
      <option value="">All agents</option>
      {agents.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
