import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/input.tsx';
import { teamsQuery } from '../data/slack-queries.ts';
import { bindWorkspace } from '../data/slack-verbs.ts';

/** Which workspace of an organisation hears of the agent. */
export function ChooseTeam({ agent, installation }: { agent: string; installation: string }) {
  const { data, error, refetch, isFetching } = useQuery(teamsQuery(installation));
  const [team, setTeam] = useState('');
  const chosen = data?.items.find(({ id }) => id === team);
  const {
    submit,
    pending,
    error: refusal,
  } = useSubmit(async () => {
    try {
      await bindWorkspace(agent, installation, team);
    } catch (thrown) {
      // perhaps an admin took the app out of it: the list says what stands
      void refetch();
      throw thrown;
    }
    toast.success(`${chosen?.name ?? 'The workspace'} is connected.`);
  });
  const again = (
    <Button size="sm" pending={isFetching} onClick={() => void refetch()}>
      Check again
    </Button>
  );
  if (error && !data)
    return (
      <div className="flex flex-col items-start gap-2">
        <ErrorNote error={error} />
        {again}
      </div>
    );
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-3">
        <Field label="Workspace of the organisation" className="grow basis-56 sm:max-w-80">
          <Select
            value={team}
            disabled={!data || data.items.length === 0}
            onChange={({ target }) => setTeam(target.value)}
          >
            <option value="">{data ? 'Choose a workspace…' : 'Asking Slack…'}</option>
            {data?.items.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Button type="submit" look="primary" pending={pending} disabled={!chosen}>
          Use this workspace
        </Button>
      </div>
      {data?.hint && (
        <div className="flex flex-col items-start gap-2">
          <p className="text-sm text-soft">{data.hint}</p>
          {again}
        </div>
      )}
      {refusal !== null && <ErrorNote error={refusal} />}
    </form>
  );
}
