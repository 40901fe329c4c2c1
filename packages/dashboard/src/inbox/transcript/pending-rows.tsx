import { CircleAlert, Clock3 } from 'lucide-react';
import { useMe } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { useDraft } from '../composer/drafts.ts';
import { type Pending, useSending } from '../composer/outbox.ts';
import { Bubble } from './bubble.tsx';
import { MessageFiles } from './message-files.tsx';
import { MessageText } from './message-text.tsx';

/** One's own words that are on their way, and those that did not arrive. */
export function PendingRows({
  conversation,
  pending,
}: {
  conversation: string;
  pending: Pending[];
}) {
  return pending.map((each) => (
    <PendingRow key={each.client_id} conversation={conversation} pending={each} />
  ));
}

function PendingRow({ conversation, pending }: { conversation: string; pending: Pending }) {
  const { user } = useMe();
  const { again, drop } = useSending(conversation);
  const [draft, change] = useDraft(conversation);
  const isNote = pending.kind === 'note';
  const edit = () => {
    const field = isNote ? 'note' : 'reply';
    change({
      kind: field,
      [field]: [draft[field], pending.text].filter(Boolean).join('\n'),
      files: [...draft.files, ...pending.files],
    });
    drop(pending);
  };
  return (
    <Bubble
      speaker={isNote ? 'note' : 'operator'}
      name={isNote ? `${user.name}: only your team sees this` : user.name}
      aside={
        pending.failure === null ? (
          <span className="inline-flex items-center gap-1">
            <Clock3 aria-hidden className="size-3" /> Sending
          </span>
        ) : null
      }
    >
      <div className={pending.failure === null ? 'opacity-70' : undefined}>
        {pending.text !== '' && <MessageText text={pending.text} />}
        <MessageFiles files={pending.files} />
      </div>
      {pending.failure !== null && (
        <div role="alert" className="mt-2 flex flex-col gap-1.5 border-t border-line pt-2 text-sm">
          <p className="flex gap-1.5 text-bad">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            Not sent. {pending.failure}
          </p>
          <div className="flex gap-2">
            <Button size="sm" onClick={() => again(pending)}>
              Try again
            </Button>
            <Button size="sm" look="ghost" onClick={edit}>
              Back to the editor
            </Button>
          </div>
        </div>
      )}
    </Bubble>
  );
}
