import { Drawer } from '../../ui/dialog.tsx';
import { ExperienceDetail } from './experience-detail.tsx';

/** The open experience over the list, where there is no room beside it. */
export function ExperienceDrawer({
  id,
  asOf,
  onClose,
}: {
  id: string | undefined;
  asOf: string | undefined;
  onClose(): void;
}) {
  return (
    <Drawer
      open={id !== undefined}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Experience"
    >
      {id !== undefined && <ExperienceDetail key={id} id={id} asOf={asOf} onGone={onClose} />}
    </Drawer>
  );
}
