import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AddToSlack } from './add-to-slack.tsx';
import type { ReturnSearch } from './return-search.ts';
import { returnWords } from './return-words.ts';

/** How it went at Slack, when the browser just came back from there. */
export function ReturnNotice({ agent, mayManage }: { agent: string; mayManage: boolean }) {
  const { slack, slack_error }: ReturnSearch = useSearch({
    from: '/app/agents/$id/integrations/slack',
  });
  const navigate = useNavigate();
  if (!slack) return null;
  const { tone, title, text, again } = returnWords[slack];
  const dismiss = () =>
    void navigate({
      to: '/agents/$id/integrations/slack',
      params: { id: agent },
      search: {},
      replace: true,
    });
  return (
    <div role="status">
      <Notice
        tone={tone}
        action={
          <span className="flex flex-wrap gap-2">
            {again && mayManage && <AddToSlack agent={agent} label="Try again" size="sm" />}
            <Button size="sm" onClick={dismiss}>
              Dismiss
            </Button>
          </span>
        }
      >
        <p className="font-medium">{title}</p>
        <p>{text}</p>
        {slack_error && (
          <p className="text-sm text-soft">
            Slack says <code className="font-mono">{slack_error}</code>.
          </p>
        )}
      </Notice>
    </div>
  );
}
