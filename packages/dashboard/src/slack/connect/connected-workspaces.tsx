import type { SlackInstallationView } from '@belay/contract/desk/slack-app';
import { useQuery } from '@tanstack/react-query';
import { toast } from 'sonner';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { installationsQuery } from '../data/slack-queries.ts';
import { bindWorkspace } from '../data/slack-verbs.ts';
import { usedBy } from '../workspaces/used-by.ts';
import { workspaceName } from '../workspaces/workspace-words.ts';
import { ChooseTeam } from './choose-team.tsx';

/** Workspaces of the organisation that are connected already: one press instead of another consent. */
export function ConnectedWorkspaces({ agent }: { agent: string }) {
  const { data } = useQuery(installationsQuery);
  const active = data?.filter(({ state }) => state === 'active') ?? [];
  if (active.length === 0) return null;
  return (
    <section aria-label="Connected workspaces" className="flex flex-col gap-2">
      <p className="font-medium">Use a workspace that is connected already</p>
      <ul className="rounded-md border border-line">
        {active.map((installation) => (
          <WorkspaceRow key={installation.id} agent={agent} installation={installation} />
        ))}
      </ul>
    </section>
  );
}

function WorkspaceRow({
  agent,
  installation,
}: {
  agent: string;
  installation: SlackInstallationView;
}) {
  const name = workspaceName(installation);
  const { run, pending, error } = useSubmit(async () => {
    await bindWorkspace(agent, installation.id);
    toast.success(`${name} is connected.`);
  });
  return (
    <li className="flex flex-col gap-2 border-b border-line px-3 py-2.5 last:border-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-0 grow">
          <p className="font-medium">{name}</p>
          <p className="text-sm text-soft">{usedBy(installation)}</p>
        </div>
        {!installation.is_org_wide && (
          <Button pending={pending} onClick={() => void run()}>
            Use {name}
          </Button>
        )}
      </div>
      {installation.is_org_wide && <ChooseTeam agent={agent} installation={installation.id} />}
      {error !== null && <ErrorNote error={error} />}
    </li>
  );
}
