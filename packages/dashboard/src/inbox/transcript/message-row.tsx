import type { ConversationView, MessageView } from '@belay/contract/desk/conversation';
import { memo } from 'react';
import { lineWords } from '../../desk/words/line-words.ts';
import { exactTime } from '../../ui/time-words.ts';
import { Bubble, type Speaker } from './bubble.tsx';
import { CitationList } from './citation-list.tsx';
import { MessageActions } from './message-actions.tsx';
import { MessageFiles } from './message-files.tsx';
import { MessageText } from './message-text.tsx';

const clock = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

interface Props {
  message: MessageView;
  view: Pick<ConversationView, 'id' | 'agent' | 'visitor' | 'number'>;
  hasHead: boolean;
  /** the visitor has read up to here */
  isSeen: boolean;
}

/** One message as the team sees it. Drawn again only when it changed. */
export const MessageRow = memo(function MessageRow({ message, view, hasHead, isSeen }: Props) {
  if (message.kind === 'line')
    return (
      <p
        className="py-1 text-center text-sm text-soft"
        title={exactTime(Date.parse(message.created_at))}
      >
        {lineWords(message)}
        {message.via === 'slack' && ' from Slack'} <Clock at={message.created_at} />
      </p>
    );
  const speaker = speakerOf(message);
  const deleted = message.deleted_at !== null;
  return (
    <Bubble
      speaker={speaker}
      name={hasHead ? nameOf(message, view) : null}
      aside={<Marks message={message} />}
      below={isSeen ? 'Seen' : null}
      actions={
        !deleted && speaker === 'operator' ? (
          <MessageActions conversation={view.id} message={message} />
        ) : null
      }
    >
      {deleted ? (
        <p className="text-soft italic">This message was deleted.</p>
      ) : (
        <>
          {message.text !== '' && (
            <MessageText
              text={message.text}
              citations={new Set(message.citations.map(({ n }) => n))}
            />
          )}
          <MessageFiles files={message.files} />
          <CitationList citations={message.citations} />
        </>
      )}
    </Bubble>
  );
});

export function speakerOf({ kind, author }: Pick<MessageView, 'kind' | 'author'>): Speaker {
  if (kind === 'note') return 'note';
  if (kind === 'draft') return 'draft';
  return author.kind === 'system' ? 'agent' : author.kind;
}

function nameOf(message: MessageView, view: Props['view']): string {
  const { author, kind } = message;
  if (kind === 'draft') return `${view.agent.name} was about to say`;
  if (kind === 'note') return `${author.name ?? 'A colleague'}: only your team sees this`;
  if (author.kind === 'visitor')
    return view.visitor.name ?? view.visitor.email ?? author.name ?? 'Visitor';
  if (author.kind === 'operator') return author.name ?? 'A colleague';
  return `${view.agent.name}, assistant`;
}

const vias: Partial<Record<MessageView['via'], string>> = {
  slack: 'from Slack',
  api: 'by the API',
  mail: 'by e-mail',
};

function Marks({ message }: { message: MessageView }) {
  const via = message.author.kind === 'operator' ? vias[message.via] : undefined;
  return (
    <>
      {via && <span>{via}</span>}
      {message.edited_at && !message.deleted_at && (
        <span title={`Edited ${exactTime(Date.parse(message.edited_at))}`}>edited</span>
      )}
      {message.taught && <span className="text-ok">taught</span>}
      <Clock at={message.created_at} />
    </>
  );
}

function Clock({ at }: { at: string }) {
  const instant = Date.parse(at);
  return (
    <time dateTime={at} title={exactTime(instant)} className="text-xs text-faint">
      {clock.format(instant)}
    </time>
  );
}
