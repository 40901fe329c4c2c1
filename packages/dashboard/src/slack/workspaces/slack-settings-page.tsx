import { useNavigate, useSearch } from '@tanstack/react-router';
import { Gate } from '../../shell/no-permission.tsx';
import { usePageTitle } from '../../shell/page.tsx';
import { ReturnNotice } from '../connect/return-notice.tsx';
import type { ReturnSearch } from '../connect/return-search.ts';
import { AppCard } from './app-card.tsx';
import { PeopleCard } from './people-card.tsx';
import { WorkspacesCard } from './workspaces-card.tsx';

/** Settings → Slack: the app, the workspaces that it is in, and who is who there. */
export function SlackSettingsPage() {
  usePageTitle('Slack');
  const search: ReturnSearch = useSearch({ from: '/app/settings/slack' });
  const navigate = useNavigate();
  return (
    <Gate ability="desk.manage" what="see or change the Slack app">
      <div className="flex flex-col gap-5">
        <ReturnNotice
          search={search}
          onDismiss={() => void navigate({ to: '/settings/slack', search: {}, replace: true })}
        />
        <WorkspacesCard />
        <AppCard />
        <PeopleCard />
      </div>
    </Gate>
  );
}
