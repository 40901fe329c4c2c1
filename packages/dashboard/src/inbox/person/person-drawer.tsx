import type { ConversationView } from '@belay/contract/desk/conversation';
import { PanelRight } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { PersonPanel } from './person-panel.tsx';

/** The visitor's column where there is no room for it: behind a button. */
export function PersonDrawer({ view }: { view: ConversationView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="ghost" size="icon" aria-label="About the visitor" onClick={() => setOpen(true)}>
        <PanelRight />
      </Button>
      <Drawer open={open} onOpenChange={setOpen} title="Visitor" className="max-w-sm">
        <div className="-mx-4">
          <PersonPanel view={view} />
        </div>
      </Drawer>
    </>
  );
}
