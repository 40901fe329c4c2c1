import type { ConversationView, MessageView } from '@belay/contract/desk/conversation';
import { useEffect, useRef, useState } from 'react';
import { lineWords } from '../../desk/words/line-words.ts';
import { partnerName } from '../../desk/words/visitor-name.ts';
import { useMe } from '../../session/use-session.ts';

/** Reads out what arrives while the conversation is open, but not one's own words. */
export function Arrivals({
  view,
  messages,
}: {
  view: ConversationView;
  messages: readonly MessageView[];
}) {
  const { user } = useMe();
  const newest = messages.at(-1)?.seq ?? 0;
  const told = useRef(newest);
  const [words, setWords] = useState('');
  useEffect(() => {
    const arrived = messages.filter(
      ({ seq, author }) => seq > told.current && author.id !== user.id,
    );
    told.current = newest;
    if (arrived.length > 0) setWords(arrived.map((each) => spoken(each, view)).join(' '));
  }, [messages, newest, user.id, view]);
  return (
    <p role="status" className="sr-only">
      {words}
    </p>
  );
}

function spoken(message: MessageView, view: ConversationView): string {
  if (message.kind === 'line') return `${lineWords(message)}.`;
  const name =
    message.author.kind === 'visitor'
      ? partnerName(view)
      : (message.author.name ?? view.agent.name);
  return `${message.kind === 'note' ? 'Note of ' : ''}${name}: ${message.text.slice(0, 500) || 'a file'}.`;
}
