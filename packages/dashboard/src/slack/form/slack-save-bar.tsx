import { useAgentEditor } from '../../agents/form/agent-editor.tsx';
import { SaveKey } from '../../agents/form/save-key.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { ErrorNote } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { Notice } from '../../ui/notice.tsx';
import { isOvertakenError } from '../data/slack-verbs.ts';
import { useSlackEditor } from './slack-editor.tsx';
import { slackSettingWords } from './slack-setting-words.ts';

/** What is changed and not saved: in words, with Save and Discard. */
export function SlackSaveBar() {
  const { changed, overtaken, problems, error, pending, save, discard } = useSlackEditor();
  const { changed: ofAgent } = useAgentEditor();
  useShortcuts(
    changed.length > 0
      ? [{ keys: 'mod+s', label: 'Save the Slack settings', run: () => void save() }]
      : [],
  );
  if (changed.length === 0) return null;
  const open = Object.keys(problems).length;
  return (
    <section
      aria-label="Unsaved Slack settings"
      className={cn(
        'sticky bottom-3 z-20 flex animate-appear flex-col gap-2 rounded-lg border border-edge bg-raised px-4 py-2.5 shadow-float',
        // above the agent's own bar
        ofAgent.length > 0 && 'bottom-20',
      )}
    >
      {error !== null && !(isOvertakenError(error) && overtaken.length > 0) && (
        <ErrorNote error={error} />
      )}
      {overtaken.length > 0 && (
        <Notice tone="warn">
          Somebody changed {words(overtaken)} meanwhile. Saving replaces theirs with yours; Discard
          shows theirs.
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 grow basis-60" role="status">
          <span className="font-medium">Not saved:</span> {words(changed)}.{' '}
          {open > 0 && (
            <span className="text-bad">
              {formatCount(open, 'field')} {open === 1 ? 'needs' : 'need'} mending.{' '}
              <button type="button" onClick={showFirst} className="underline">
                Show it
              </button>
            </span>
          )}
        </p>
        <Button onClick={discard} disabled={pending}>
          Discard
        </Button>
        <Button look="primary" pending={pending} disabled={open > 0} onClick={() => void save()}>
          Save <SaveKey />
        </Button>
      </div>
    </section>
  );
}

/** Brings the first field that needs mending, or the closed rule around it, into sight. */
function showFirst(): void {
  const field = document.querySelector<HTMLElement>('main [aria-invalid="true"], main [data-mend]');
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}

function words(settings: readonly (keyof typeof slackSettingWords)[]): string {
  return settings.map((setting) => slackSettingWords[setting]).join(', ');
}
