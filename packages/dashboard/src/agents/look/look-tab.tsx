import { useAgentEditor } from '../form/agent-editor.tsx';
import { ReadOnlyNote } from '../form/read-only-note.tsx';
import { EmbedCard } from './embed-card.tsx';
import { IdentityCard } from './identity-card.tsx';
import { LeadCard } from './lead-card.tsx';
import { LookCard } from './look-card.tsx';
import { PreviewCard } from './preview-card.tsx';

/** How the widget looks, where it may stand, and how it gets there. */
export function LookTab() {
  const { mayManage } = useAgentEditor();
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_27rem]">
      <div className="flex min-w-0 flex-col gap-5">
        <ReadOnlyNote what="the widget" />
        <fieldset disabled={!mayManage} className="flex min-w-0 flex-col gap-5">
          <LookCard />
        </fieldset>
        <EmbedCard />
        <fieldset disabled={!mayManage} className="min-w-0">
          <LeadCard />
        </fieldset>
        <IdentityCard />
      </div>
      <PreviewCard />
    </div>
  );
}
