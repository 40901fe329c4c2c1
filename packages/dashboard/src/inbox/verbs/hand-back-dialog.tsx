import type { ConversationView } from '@belay/contract/desk/conversation';
import { useState } from 'react';
import { handBack } from '../../desk/data/desk-verbs.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { useVerbs } from './verbs-context.tsx';

/** Gives the conversation back to the AI, with a word for it if wanted. */
export function HandBackDialog({ view, onClose }: { view: ConversationView; onClose(): void }) {
  const { run, running, seen } = useVerbs();
  const [instruction, setInstruction] = useState('');
  const go = async () => {
    await run('hand-back', () => handBack(view.id, seen, instruction.trim()));
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Hand back to ${view.agent.name}`}
      text={
        view.unanswered
          ? `${view.agent.name} answers the visitor's last message right away. It knows what was said here, but not your notes.`
          : `${view.agent.name} answers from the visitor's next message on. It knows what was said here, but not your notes.`
      }
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button look="primary" pending={running === 'hand-back'} onClick={() => void go()}>
            Hand back
          </Button>
        </>
      }
    >
      <Field
        label={`Instruction for ${view.agent.name}`}
        aside="optional"
        hint="The visitor doesn't see it. For example: the refund was made, don't offer another one."
      >
        <Textarea
          value={instruction}
          maxLength={2000}
          autoFocus
          onChange={({ target }) => setInstruction(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void go();
          }}
        />
      </Field>
    </Dialog>
  );
}
