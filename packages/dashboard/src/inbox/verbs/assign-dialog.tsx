import type { ConversationView } from '@belay/contract/desk/conversation';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery } from '../../desk/data/desk-queries.ts';
import { assign } from '../../desk/data/desk-verbs.ts';
import { useMe } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { useVerbs } from './verbs-context.tsx';

/** In the queue: asks somebody to take it. In somebody's hands: gives it to another. */
export function AssignDialog({ view, onClose }: { view: ConversationView; onClose(): void }) {
  const { run, running, seen } = useVerbs();
  const { user } = useMe();
  const { data, error } = useQuery(peopleQuery);
  const [chosen, setChosen] = useState<string[]>([]);
  const waits = view.state === 'waiting';
  const [person] = chosen;
  const name = data?.find(({ id }) => id === person)?.name;
  const people = (data ?? []).filter(({ id }) => id !== view.owner?.id);
  const go = async (to: string | null) => {
    await run('assign', () => assign(view.id, seen, to));
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={waits ? 'Ask somebody to take it' : 'Give it to somebody'}
      text={
        waits
          ? 'It stays in the queue, where anybody may take it, with the name of the one you ask.'
          : 'The conversation is theirs at once; the visitor is told the new name.'
      }
      actions={
        <>
          {waits && view.assignee && (
            <Button pending={running === 'assign'} onClick={() => void go(null)}>
              Ask nobody
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            disabled={person === undefined}
            pending={running === 'assign'}
            onClick={() => person !== undefined && void go(person)}
          >
            {waits ? `Ask ${name ?? 'them'}` : `Give to ${name ?? 'them'}`}
          </Button>
        </>
      }
    >
      {error ? (
        <ErrorNote error={error} />
      ) : (
        <Field label="Person">
          <Combobox
            options={people.map(({ id, name: label, available }) => ({
              value: id,
              label: `${label}${id === user.id ? ' (you)' : ''}${available ? '' : ', away'}`,
            }))}
            value={chosen}
            onChange={setChosen}
            loading={data === undefined}
            empty="Nobody else may answer visitors here."
          />
        </Field>
      )}
    </Dialog>
  );
}
