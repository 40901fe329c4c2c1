import { Gate } from '../../shell/no-permission.tsx';
import { usePageTitle } from '../../shell/page.tsx';
import { AppCard } from './app-card.tsx';
import { PeopleCard } from './people-card.tsx';
import { WorkspacesCard } from './workspaces-card.tsx';

/** Settings → Slack: the app, the workspaces that it is in, and who is who there. */
export function SlackSettingsPage() {
  usePageTitle('Slack');
  return (
    <Gate ability="desk.manage" what="see or change the Slack app">
      <div className="flex flex-col gap-5">
        <WorkspacesCard />
        <AppCard />
        <PeopleCard />
      </div>
    </Gate>
  );
}
