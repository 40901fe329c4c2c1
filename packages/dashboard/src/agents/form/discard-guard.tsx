import { useState } from 'react';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useLeaveGuard } from './leave-guard.ts';

/**
 * Keeps somebody from losing what they typed in a drawer: `close` asks first if something was, and
 * so does the window. Render `question` beside the drawer.
 */
export function useDiscardGuard(isDirty: boolean, onClose: () => void) {
  const [asking, setAsking] = useState(false);
  useLeaveGuard(isDirty);
  return {
    close: () => (isDirty ? setAsking(true) : onClose()),
    question: asking && (
      <ConfirmDialog
        open
        onOpenChange={setAsking}
        title="Discard what you wrote"
        text="It is not saved. Cancel brings you back to it."
        action="Discard it"
        onConfirm={async () => onClose()}
      />
    ),
  };
}
