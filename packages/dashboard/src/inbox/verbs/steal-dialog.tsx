import type { ConversationView } from '@belay/contract/desk/conversation';
import { steal } from '../../desk/data/desk-verbs.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useVerbs } from './verbs-context.tsx';

/** Taking a conversation from a colleague asks first (TKO-1). */
export function StealDialog({ view, onClose }: { view: ConversationView; onClose(): void }) {
  const { run, running, compose } = useVerbs();
  const owner = view.owner?.name ?? 'the colleague';
  const { claim } = view;
  const go = async () => {
    if (claim === null) return onClose();
    const done = await run('steal', () => steal(view.id, claim));
    onClose();
    if (done) compose('reply');
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Take this conversation from ${owner}?`}
      text={`${owner} is told, the visitor sees that you joined, and it is written in the audit log.`}
      actions={
        <>
          <Button onClick={onClose}>Leave it with {owner}</Button>
          <Button look="primary" pending={running === 'steal'} onClick={() => void go()}>
            Take it from {owner}
          </Button>
        </>
      }
    />
  );
}
