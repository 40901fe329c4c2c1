import type { ConversationView } from '@belay/contract/desk/conversation';
import { useMoment } from '../../desk/live/desk-context.tsx';
import { draftText } from '../../desk/live/moments.ts';
import { firstName } from '../../desk/words/visitor-name.ts';
import { useMe } from '../../session/use-session.ts';
import { useNow } from '../../ui/use-now.ts';
import { Bubble } from './bubble.tsx';
import { MessageText } from './message-text.tsx';

/** What is being said and typed right now. */
export function MomentRows({ view }: { view: ConversationView }) {
  const moment = useMoment(view.id);
  const { user } = useMe();
  const now = useNow();
  const text = view.state === 'agent' ? draftText(moment) : null;
  const colleagues = Object.entries(moment.typing.operators)
    .filter(([name, until]) => until > now && name !== '' && name !== user.name)
    .map(([name]) => firstName(name));
  return (
    <>
      {text !== null && (
        <Bubble speaker="draft" name={`${view.agent.name} is saying`}>
          <MessageText text={text} />
        </Bubble>
      )}
      {moment.typing.visitor > now && <Typing who={view.visitor.name ?? 'The visitor'} />}
      {colleagues.length > 0 && <Typing who={colleagues.join(' and ')} />}
    </>
  );
}

function Typing({ who }: { who: string }) {
  return (
    <p className="mt-2 flex items-center gap-2 text-sm text-soft">
      <span aria-hidden className="flex gap-0.5">
        {['a', 'b', 'c'].map((dot) => (
          <span key={dot} className="size-1.5 animate-breathe rounded-full bg-faint" />
        ))}
      </span>
      {who} is writing
    </p>
  );
}
