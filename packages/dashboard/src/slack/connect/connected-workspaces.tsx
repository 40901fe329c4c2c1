import type { SlackInstallationView } from '@belay/contract/desk/slack';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { installationsQuery } from '../data/slack-queries.ts';
import { bindWorkspace } from '../data/slack-verbs.ts';
import { usedBy } from '../workspaces/used-by.ts';

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
  const { id, team, is_org_wide: isOrgWide } = installation;
  const [teamId, setTeamId] = useState('');
  const { submit, pending, error } = useSubmit(async () => {
    await bindWorkspace(agent, id, isOrgWide ? teamId.trim() : undefined);
    toast.success(`${team.name} is connected. Select a channel next.`);
  });
  return (
    <li className="border-b border-line last:border-0">
      <form onSubmit={submit} className="flex flex-col gap-2 px-3 py-2.5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <div className="min-w-0 grow">
            <p className="font-medium">{installation.enterprise?.name ?? team.name}</p>
            <p className="text-sm text-soft">{usedBy(installation)}</p>
          </div>
          <Button
            type="submit"
            pending={pending}
            disabled={isOrgWide && !/^T[A-Z0-9]{2,20}$/.test(teamId.trim())}
          >
            Use {team.name}
          </Button>
        </div>
        {isOrgWide && (
          <Field
            label="Workspace of the organisation"
            hint="Its id, such as T0123456789: the part of a channel's address after /client/."
          >
            <Input
              value={teamId}
              spellCheck={false}
              autoComplete="off"
              className="max-w-60 font-mono"
              onChange={({ target }) => setTeamId(target.value)}
            />
          </Field>
        )}
        {error !== null && <ErrorNote error={error} />}
      </form>
    </li>
  );
}
