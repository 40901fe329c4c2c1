import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';

const shared = [
  {
    what: 'Conversation messages',
    text: 'What visitors, the agent and your team write, in notifications and their threads.',
  },
  {
    what: 'Visitor information',
    text: 'Name, e-mail and other contact details that were captured in the conversation.',
  },
  {
    what: 'Metadata',
    text: 'Times, ratings, the page the visitor was on, the outcome of Actions, and names of the agent and your team.',
  },
];
const kept = [
  'Everything is sent over HTTPS. Nothing is sent for an event that is off, or to a channel that you did not choose.',
  'Belay asks Slack for a bot token only, never for a token that acts as a person. It is stored encrypted and removed when the workspace is disconnected.',
  'Each channel can mask e-mail addresses and phone numbers, or get no words of the visitor at all. The strictest applies.',
  'Erasing a visitor rewrites every card and post about them in Slack too.',
  'You can take access away at any time: press Disconnect here, or remove the app in Slack.',
];

/** What leaves for Slack, and what a team can do about it. */
export function SharedDataPage() {
  const { id } = useParams({ from: '/app/agents/$id/integrations/slack/shared-data' });
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <div>
        <Button asChild size="sm" look="ghost">
          <Link to="/agents/$id/integrations/slack" params={{ id }}>
            <ArrowLeft /> Slack
          </Link>
        </Button>
      </div>
      <Card title="What is shared with Slack">
        <dl className="flex flex-col gap-3">
          {shared.map(({ what, text }) => (
            <div key={what}>
              <dt className="font-medium">{what}</dt>
              <dd className="text-soft">{text}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card title="How it is kept">
        <ul className="flex list-disc flex-col gap-1.5 pl-5">
          {kept.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <p className="mt-3">
          With strict rules for data, send notifications to a private channel with few members.
        </p>
      </Card>
    </div>
  );
}
