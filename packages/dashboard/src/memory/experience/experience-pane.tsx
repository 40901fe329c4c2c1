import { X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { ExperienceDetail } from './experience-detail.tsx';

/** The open experience beside the list; it stays in sight while the list scrolls. */
export function ExperiencePane({
  id,
  asOf,
  onClose,
}: {
  id: string | undefined;
  asOf: string | undefined;
  onClose(): void;
}) {
  return (
    <aside
      aria-label="Experience"
      className="sticky top-5 max-h-[calc(100dvh-2.5rem)] overflow-y-auto rounded-lg border border-line bg-surface shadow-card"
    >
      {id === undefined ? (
        <p className="px-6 py-16 text-center text-soft">
          Open a result to see its versions, its thread and where it was said.
        </p>
      ) : (
        <>
          <Button
            look="ghost"
            size="icon-sm"
            aria-label="Close the experience"
            onClick={onClose}
            className="absolute top-2.5 right-2.5 z-10"
          >
            <X />
          </Button>
          <div className="px-4 py-4">
            <ExperienceDetail key={id} id={id} asOf={asOf} onGone={onClose} />
          </div>
        </>
      )}
    </aside>
  );
}
