import type { SlackInstallationView } from '@belay/contract/desk/slack-app';
import { useQuery } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import { errorWords } from '../../api/error-words.ts';
import { installationsQuery } from '../../slack/data/slack-queries.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ScopeList } from './scope-list.tsx';
import type { CheckedToken } from './use-token-check.ts';

/** Workspaces that an agent or another connector brought: offered before anybody pastes a token. */
export function OfferWorkspaces({ onUse }: { onUse(installation: SlackInstallationView): void }) {
  const { data } = useQuery(installationsQuery);
  // the token of a whole organisation is not one workspace's
  const usable = data?.filter(({ state, is_org_wide }) => state === 'active' && !is_org_wide) ?? [];
  if (usable.length === 0) return null;
  return (
    <Notice
      action={
        <span className="flex flex-wrap gap-2">
          {usable.map((installation) => (
            <Button key={installation.id} size="sm" onClick={() => onUse(installation)}>
              Use {installation.team.name}
            </Button>
          ))}
        </span>
      }
    >
      {usable.length === 1
        ? 'A Slack workspace is connected already: use it, and paste nothing.'
        : 'Slack workspaces are connected already: use one of them, and paste nothing.'}
    </Notice>
  );
}

/** The workspace that is used in place of a token, and what may be read there. */
export function ChosenWorkspace({
  installation,
  check,
  onLeave,
}: {
  installation: SlackInstallationView;
  check: CheckedToken;
  onLeave(): void;
}) {
  const { result, error, isChecking } = check;
  const tone = error || (result && !result.ok) ? 'bad' : result ? 'ok' : 'info';
  return (
    <Notice
      tone={tone}
      action={
        <Button size="sm" onClick={onLeave}>
          Paste a token instead
        </Button>
      }
    >
      <p className="font-medium">{installation.team.name}</p>
      {isChecking ? (
        <p className="flex items-center gap-2 text-soft">
          <LoaderCircle aria-hidden className="size-4 animate-spin motion-reduce:animate-none" />
          Asking Slack…
        </p>
      ) : error ? (
        <p>{errorWords(error).message}</p>
      ) : (
        result && (
          <>
            <p className="mb-2">
              {result.ok
                ? 'The app that is connected may read here.'
                : 'The app that is connected may post here, and not read. Add what is missing under OAuth & Permissions of the app, then add it to Slack again.'}
            </p>
            <ScopeList scopes={result.scopes} />
          </>
        )
      )}
    </Notice>
  );
}
