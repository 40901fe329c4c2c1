import type { ConversationView } from '@belay/contract/desk/conversation';
import { useState } from 'react';
import { escalate } from '../../desk/data/desk-verbs.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { useVerbs } from './verbs-context.tsx';

/** Puts a conversation of the AI into the queue of those who wait for a person. */
export function EscalateDialog({ view, onClose }: { view: ConversationView; onClose(): void }) {
  const { run, running } = useVerbs();
  const [detail, setDetail] = useState('');
  const go = async () => {
    await run('escalate', () => escalate(view.id, detail.trim()));
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Call a person"
      text={`${view.agent.name} falls silent, the visitor is told that a person comes, and the team is notified.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" pending={running === 'escalate'} onClick={() => void go()}>
            Call a person
          </Button>
        </>
      }
    >
      <Field label="Why" aside="optional" hint="Only your team reads it.">
        <Input
          value={detail}
          maxLength={500}
          autoFocus
          onChange={({ target }) => setDetail(target.value)}
          onKeyDown={({ key }) => {
            if (key === 'Enter') void go();
          }}
        />
      </Field>
    </Dialog>
  );
}
