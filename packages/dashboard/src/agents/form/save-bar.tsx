import { Link } from '@tanstack/react-router';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { Notice } from '../../ui/notice.tsx';
import { tabLinks } from '../detail/tab-links.ts';
import { useAgentEditor } from './agent-editor.tsx';
import { SaveKey } from './save-key.tsx';
import { problemPath } from './server-problem.ts';
import { settingOf, settingWords } from './setting-words.ts';

/** What is changed and not saved, on whichever tab: in words, with Save and Discard. */
export function SaveBar() {
  const { agent, changed, overtaken, problems, error, pending, save, discard } = useAgentEditor();
  useShortcuts(
    changed.length > 0
      ? [{ keys: 'mod+s', label: 'Save the changes', run: () => void save() }]
      : [],
  );
  if (changed.length === 0) return null;
  const open = Object.keys(problems);
  const path = problemPath(error) ?? open[0];
  const at = path === undefined ? undefined : settingOf(path);
  const link = at && tabLinks.find(({ tab }) => tab === settingWords[at].tab);
  return (
    <section
      aria-label="Unsaved changes"
      className="sticky bottom-3 z-20 flex animate-appear flex-col gap-2 rounded-lg border border-edge bg-raised px-4 py-2.5 shadow-float"
    >
      {error !== null && <ErrorNote error={error} />}
      {overtaken.length > 0 && (
        <Notice tone="warn">
          Somebody changed {wordsOf(overtaken)} meanwhile. Saving replaces theirs with yours;
          Discard shows theirs.
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 grow basis-60" role="status">
          <span className="font-medium">Not saved:</span> {wordsOf(changed)}.{' '}
          {open.length > 0 && (
            <span className="text-bad">
              {formatCount(open.length, 'field')} {open.length === 1 ? 'needs' : 'need'} mending.
            </span>
          )}{' '}
          {link && (open.length > 0 || error !== null) && (
            <Link to={link.to} params={{ id: agent.id }} className="text-accent-ink underline">
              Show it
            </Link>
          )}
        </p>
        <Button onClick={discard} disabled={pending}>
          Discard
        </Button>
        <Button
          look="primary"
          pending={pending}
          disabled={open.length > 0}
          onClick={() => void save()}
        >
          Save <SaveKey />
        </Button>
      </div>
    </section>
  );
}

function wordsOf(settings: readonly (keyof typeof settingWords)[]): string {
  return settings.map((setting) => settingWords[setting].words).join(', ');
}
