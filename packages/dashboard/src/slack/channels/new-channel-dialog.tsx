import type { SlackChannelChoice } from '@belay/contract/desk/slack-channels';
import { useId, useState } from 'react';
import { problemAt } from '../../agents/form/server-problem.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { createSlackChannel } from '../data/slack-verbs.ts';
import { channelNameOf } from './channel-name-of.ts';

/** Makes a channel in Slack and chooses it. */
export function NewChannelDialog({
  agent,
  typed,
  onClose,
  onCreated,
}: {
  agent: string;
  /** what was searched for and not found */
  typed: string;
  onClose(): void;
  onCreated(channel: SlackChannelChoice): void;
}) {
  const form = useId();
  const [name, setName] = useState(() => channelNameOf(typed) || 'belay-notifications');
  const [isPrivate, setIsPrivate] = useState(false);
  const { submit, pending, error } = useSubmit(async () => {
    onCreated(await createSlackChannel(agent, { name, private: isPrivate }));
  });
  const problem = problemAt(error, 'name');
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open && !pending) onClose();
      }}
      title="Create a channel"
      text="Belay makes it in your Slack workspace and is its first member."
      actions={
        <>
          <Button onClick={onClose} disabled={pending}>
            Cancel
          </Button>
          <Button look="primary" type="submit" form={form} pending={pending} disabled={name === ''}>
            Create #{name || '…'}
          </Button>
        </>
      }
    >
      <form
        id={form}
        // the dialog is drawn elsewhere, and React would hand its submission to the form around
        onSubmit={(event) => {
          event.stopPropagation();
          submit(event);
        }}
        className="flex flex-col gap-4"
      >
        <Field
          label="Name"
          hint="Small letters, digits, - and _. For example customer-support."
          error={problem}
        >
          <Input
            value={name}
            maxLength={80}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => setName(channelNameOf(target.value))}
          />
        </Field>
        <Checkbox
          label="Private"
          hint="Only members see it. Invite your team in Slack afterwards."
          checked={isPrivate}
          onChange={setIsPrivate}
        />
        {error !== null && !problem && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}
