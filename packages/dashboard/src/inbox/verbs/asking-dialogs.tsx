import type { ConversationView } from '@belay/contract/desk/conversation';
import { BlockDialog } from '../../visitors/block-dialog.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { EscalateDialog } from './escalate-dialog.tsx';
import { HandBackDialog } from './hand-back-dialog.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { StealDialog } from './steal-dialog.tsx';
import { useVerbs } from './verbs-context.tsx';

/** The one question that is open, if any. */
export function AskingDialogs({ view }: { view: ConversationView }) {
  const { asking, ask } = useVerbs();
  const onClose = () => ask(null);
  switch (asking) {
    case 'steal':
      return <StealDialog view={view} onClose={onClose} />;
    case 'hand-back':
      return <HandBackDialog view={view} onClose={onClose} />;
    case 'assign':
      return <AssignDialog view={view} onClose={onClose} />;
    case 'snooze':
      return <SnoozeDialog view={view} onClose={onClose} />;
    case 'escalate':
      return <EscalateDialog view={view} onClose={onClose} />;
    case 'block':
      return <BlockDialog visitor={view.visitor} onClose={onClose} />;
    case null:
      return null;
  }
}
