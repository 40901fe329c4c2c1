import { ArrowRight, TriangleAlert } from 'lucide-react';
import type { SettingsChange } from './settings-changes.ts';

/** What saving would change, line by line, with what follows from it. */
export function ChangePreview({ changes }: { changes: SettingsChange[] }) {
  return (
    <section aria-live="polite" className="rounded-md border border-line bg-sunken">
      <h3 className="px-3 pt-2.5 font-semibold">What changes</h3>
      <ul className="divide-y divide-line">
        {changes.map((change) => (
          <li key={change.what} className="px-3 py-2">
            <p className="flex flex-wrap items-center gap-x-2">
              <span className="font-medium">{change.what}</span>
              <span className="break-all text-soft line-through">{change.before}</span>
              <ArrowRight aria-label="becomes" className="size-3.5 text-faint" />
              <span className="break-all">{change.after}</span>
            </p>
            {change.effect && (
              <p className={change.forgets ? 'flex gap-1.5 text-sm text-bad' : 'text-sm text-soft'}>
                {change.forgets && (
                  <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
                )}
                {change.effect}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
