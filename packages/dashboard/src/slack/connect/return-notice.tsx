import { slackInstallSentences } from '@belay/contract/desk/slack-install';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { returnLook } from './return-look.ts';
import type { ReturnSearch } from './return-search.ts';

/** How it went at Slack, when the browser just came back from there. */
export function ReturnNotice({
  search: { slack, slack_error },
  again,
  onDismiss,
}: {
  search: ReturnSearch;
  /** what tries once more, for ends where that helps */
  again?: ReactNode;
  onDismiss(): void;
}) {
  if (!slack) return null;
  const look = returnLook(slack);
  return (
    <div role="status">
      <Notice
        tone={look.tone}
        action={
          <span className="flex flex-wrap gap-2">
            {look.again && again}
            <Button size="sm" onClick={onDismiss}>
              Dismiss
            </Button>
          </span>
        }
      >
        <p>{slackInstallSentences[slack]}</p>
        {slack_error && (
          <p className="text-sm text-soft">
            Slack says <code className="font-mono">{slack_error}</code>.
          </p>
        )}
      </Notice>
    </div>
  );
}
