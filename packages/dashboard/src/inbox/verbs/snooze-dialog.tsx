import type { ConversationView } from '@belay/contract/desk/conversation';
import { useState } from 'react';
import { snooze } from '../../desk/data/desk-verbs.ts';
import { shortMoment } from '../../desk/words/holder-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { fieldMoment, snoozeTimes } from './snooze-times.ts';
import { useVerbs } from './verbs-context.tsx';

/** When the conversation comes back; a word of the visitor brings it back sooner. */
export function SnoozeDialog({ view, onClose }: { view: ConversationView; onClose(): void }) {
  const { run, running } = useVerbs();
  const [now] = useState(() => Date.now());
  const [own, setOwn] = useState('');
  const moment = fieldMoment(own);
  const isPast = moment !== null && moment.getTime() <= now;
  const go = async (until: Date) => {
    await run('snooze', () => snooze(view.id, until));
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Snooze"
      text="It leaves your list until then. A word of the visitor brings it back at once."
    >
      <ul className="flex flex-col">
        {snoozeTimes(new Date(now)).map(({ label, at }) => (
          <li key={label}>
            <button
              type="button"
              disabled={running !== null}
              onClick={() => void go(at)}
              className="flex w-full items-center justify-between rounded-md px-2 py-1.5 hover:bg-hover"
            >
              {label} <span className="text-soft">{shortMoment(at.getTime(), now)}</span>
            </button>
          </li>
        ))}
      </ul>
      <form
        className="mt-3 flex items-end gap-2 border-t border-line pt-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (moment && !isPast) void go(moment);
        }}
      >
        <Field
          label="At a time of your own"
          className="grow"
          {...(isPast ? { error: 'This time is over.' } : {})}
        >
          <Input
            type="datetime-local"
            value={own}
            onChange={({ target }) => setOwn(target.value)}
          />
        </Field>
        <Button
          type="submit"
          look="primary"
          disabled={!moment || isPast}
          pending={running === 'snooze'}
        >
          Snooze
        </Button>
      </form>
    </Dialog>
  );
}
