import { Link } from '@tanstack/react-router';
import { ChevronRight, MessagesSquare } from 'lucide-react';
import { Gate } from '../../shell/no-permission.tsx';
import { Page } from '../../shell/page.tsx';

/** Add Connector: what can be connected. */
export function ChooseKindPage() {
  return (
    <Page
      title="Add Connector"
      width="text"
      above={
        <Link to="/connectors" className="hover:text-ink hover:underline">
          Connectors
        </Link>
      }
      sentence="What shall become memory?"
    >
      <Gate ability="connectors.manage" what="add a connector">
        <Link
          to="/connectors/add/slack"
          className="flex items-center gap-4 rounded-lg border border-line bg-surface px-4 py-4 shadow-card hover:border-edge"
        >
          <MessagesSquare
            aria-hidden
            className="size-6 shrink-0 text-accent-ink"
            strokeWidth={1.5}
          />
          <span className="grow">
            <span className="block font-semibold">Slack</span>
            <span className="block text-soft">
              Messages, threads, files and reactions of the channels that you choose.
            </span>
          </span>
          <ChevronRight aria-hidden className="size-5 text-faint" />
        </Link>
        <p className="text-soft">
          Without a Slack app at hand, a workspace's export ZIP can be dropped on a connector's page
          later, under Imports.
        </p>
      </Gate>
    </Page>
  );
}
