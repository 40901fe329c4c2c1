import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { actionsQuery } from '../../agents/data/agent-queries.ts';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useSlackEditor } from '../form/slack-editor.tsx';

/** Which actions are told when Action Triggered is on. */
export function MutedActionsCard() {
  const { agent, settings, change, mayManage } = useSlackEditor();
  const { data, error } = useQuery(actionsQuery(agent));
  const muted = new Set(settings.muted_actions);
  return (
    <Card title="Actions that are told" text="Of Action Triggered; the others run in silence.">
      {error && !data ? (
        <ErrorNote error={error} />
      ) : !data ? (
        <SkeletonRows rows={2} />
      ) : data.length === 0 ? (
        <p className="text-soft">
          This agent has no action.{' '}
          <Link to="/agents/$id/actions" params={{ id: agent }} className="underline">
            Actions
          </Link>
        </p>
      ) : (
        <div className="flex max-h-64 flex-col gap-2 overflow-y-auto">
          {data.map(({ id, name, notify }) => (
            <Checkbox
              key={id}
              label={name}
              hint={notify ? undefined : 'Its own “Tell the team” is off.'}
              checked={notify && !muted.has(id)}
              disabled={!mayManage || !notify}
              onChange={(told) =>
                change({
                  muted_actions: told
                    ? settings.muted_actions.filter((one) => one !== id)
                    : [...settings.muted_actions, id],
                })
              }
            />
          ))}
        </div>
      )}
    </Card>
  );
}
