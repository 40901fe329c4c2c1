import { leadPlace } from '../client/wants.ts';
import { LeadForm } from './lead-form.tsx';
import { RatingCard } from './rating-card.tsx';
import { useUi } from './use-chat.ts';
import { WaitingCard } from './waiting-card.tsx';

/** What the conversation asks of the visitor now, below its messages. */
export function Cards() {
  const { state } = useUi();
  const conversation = state.talk.conversations[state.current];
  const hasForm = leadPlace(state, Date.now()) === 'card';
  return (
    <>
      {hasForm && <LeadForm canSkip />}
      {conversation?.state === 'waiting' && !hasForm && <WaitingCard />}
      {conversation?.ask_rating && <RatingCard key={`${conversation.id} ${conversation.cycle}`} />}
    </>
  );
}
