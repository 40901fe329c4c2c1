import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { embedQuery } from '../data/agent-queries.ts';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { CodeBlock } from './code-block.tsx';
import { OriginsField } from './origins-field.tsx';

/** What goes into a website, and the page of its own. */
export function EmbedCard() {
  const { agent } = useAgentEditor();
  const { data, error, refetch } = useQuery(embedQuery(agent.id));
  return (
    <Card
      title="Embed"
      text={
        agent.serves
          ? 'Put this line before </body> of every page that shall have the chat.'
          : 'Put this line into your pages now: the chat appears when the agent is public and not paused.'
      }
    >
      {error && !data ? (
        <ErrorState error={error} title="The snippet could not be loaded" retry={refetch} />
      ) : !data ? (
        <SkeletonRows rows={2} />
      ) : (
        <div className="flex flex-col gap-4">
          <CodeBlock code={data.snippet} what="the snippet" />
          <p>
            <a
              href={data.page_url}
              target="_blank"
              rel="noreferrer noopener"
              className="break-all text-accent-ink underline"
            >
              {data.page_url} <ExternalLink aria-hidden className="inline size-3.5" />
            </a>
            <span className="block text-sm text-soft">
              The same chat as a page of its own, for a link in an e-mail or a QR code.
            </span>
          </p>
          <OriginsField />
        </div>
      )}
    </Card>
  );
}
