import type { ConnectorView } from '@belay/contract/connector';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { toast } from 'sonner';
import { errorWords } from '../api/error-words.ts';
import { useSubmit } from '../api/use-submit.ts';
import { connectorKeys } from '../connectors/data/connector-queries.ts';
import { resumeConnector } from '../connectors/data/connector-verbs.ts';
import { useCan } from '../session/use-session.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { State } from '../ui/state-badge.tsx';
import { type Trouble, troubles } from './troubles.ts';

/** What is broken or stands still, each with the button that mends it. Nothing when all is well. */
export function TroubleList({ views }: { views: ConnectorView[] }) {
  const found = troubles(views);
  if (found.length === 0) return null;
  return (
    <Card title="Needs a look" flush>
      <ul>
        {found.map((trouble) => (
          <li
            key={`${trouble.id} ${trouble.word}`}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0"
          >
            <span className="w-32">
              <State tone={trouble.tone}>{trouble.word}</State>
            </span>
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-medium">{trouble.connector}</p>
              <p className="text-soft">{trouble.sentence}</p>
            </div>
            <MendButton trouble={trouble} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function MendButton({ trouble }: { trouble: Trouble }) {
  const client = useQueryClient();
  const manages = useCan('connectors.manage');
  const { run, pending } = useSubmit(async () => {
    try {
      await resumeConnector(trouble.id);
    } catch (error) {
      toast.error(`${trouble.connector} is still paused.`, {
        description: errorWords(error).message,
      });
    }
    await client.invalidateQueries({ queryKey: connectorKeys.list });
  });
  if (trouble.mend.how === 'resume' && manages)
    return (
      <Button pending={pending} onClick={() => void run()}>
        {trouble.mend.verb}
      </Button>
    );
  return (
    <Button asChild>
      <Link to="/connectors/$id" params={{ id: trouble.id }}>
        {trouble.mend.how === 'resume' ? 'Open' : trouble.mend.verb}
      </Link>
    </Button>
  );
}
