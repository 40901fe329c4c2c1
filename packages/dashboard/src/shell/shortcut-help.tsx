import { useActiveShortcuts } from '../keys/use-shortcuts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';

const inLists = [
  { keys: 'j', label: 'Next row of a list' },
  { keys: 'k', label: 'Previous row of a list' },
  { keys: 'o', label: 'Open the row' },
];

/** What the keys do, here and now. */
export function ShortcutHelp({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange(open: boolean): void;
}) {
  const active = useActiveShortcuts();
  const known = new Set(active.map(({ keys }) => keys));
  const shortcuts = [...active, ...inLists.filter(({ keys }) => !known.has(keys))];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-2">
        {shortcuts.map(({ keys, label }) => (
          <div key={keys} className="contents">
            <dt>{label}</dt>
            <dd className="flex justify-end gap-1">
              {keys
                .replace('mod+', 'Ctrl/⌘ ')
                .split(' ')
                .map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
