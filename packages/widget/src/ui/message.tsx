import type { WidgetMessage } from '@belay/contract/desk/widget';
import type { Draft } from '../client/chat-state.ts';
import type { OutMessage } from '../client/outbox.ts';
import { draftText } from '../text/draft-text.ts';
import { fill } from '../words/fill.ts';
import { sayLine } from '../words/say-line.ts';
import { Face } from './face.tsx';
import { Files } from './files.tsx';
import { Markdown } from './markdown.tsx';
import { Sources } from './sources.tsx';
import { useUi } from './use-chat.ts';

/** Who speaks, said above what they say. */
function Speaker({ message }: { message: WidgetMessage }) {
  const { words } = useUi();
  const { kind, name, picture } = message.author;
  if (kind === 'visitor') return <span class="hidden">{words.you}</span>;
  return (
    <span class={picture ? 'speaker faced' : 'speaker'}>
      <Face picture={picture} />
      {name ?? words.assistant}
      {kind === 'agent' && <small> · {words.assistant}</small>}
    </span>
  );
}

export function Message({
  message,
  fate,
}: {
  message: WidgetMessage;
  fate: 'sent' | 'seen' | null;
}) {
  const { chat, words } = useUi();
  const { author, text, citations, files, deleted_at, edited_at, created_at } = message;
  if (message.kind === 'line')
    return <li class="line">{sayLine(words, chat.language, message, Date.now())}</li>;
  const time = new Intl.DateTimeFormat(chat.language, { timeStyle: 'short' }).format(
    new Date(created_at),
  );
  return (
    <li class={`row ${author.kind}`}>
      <Speaker message={message} />
      {deleted_at ? (
        <div class="bubble deleted">{words.deleted}</div>
      ) : (
        <>
          {text && (
            <div class="bubble" dir="auto">
              <Markdown
                text={text}
                sources={new Map(citations.map(({ n, label }) => [n, label]))}
              />
            </div>
          )}
          <Files files={files} />
          <Sources citations={citations} />
        </>
      )}
      <span class="fate">
        <time dateTime={created_at}>{time}</time>
        {edited_at && !deleted_at && ` · ${words.edited}`}
        {fate && ` · ${words[fate]}`}
      </span>
    </li>
  );
}

/** What the assistant is saying; its row becomes the answer's. */
export function DraftRow({ draft }: { draft: Draft }) {
  const { state, words } = useUi();
  return (
    <li class="row agent">
      <span class="speaker">
        {state.agent?.name ?? words.assistant}
        <small> · {words.assistant}</small>
      </span>
      <div class="bubble draft" dir="auto">
        <Markdown text={draftText(draft)} sources={noLabels} />
      </div>
    </li>
  );
}
/** The sources of a draft come with the answer; until then their numbers stand for them. */
const noLabels: ReadonlyMap<number, string> = new Map(
  Array.from({ length: 20 }, (_, index) => [index + 1, '']),
);

/** Said by the visitor, and not yet stored. */
export function OutRow({ message }: { message: OutMessage }) {
  const { chat, state, words } = useUi();
  const { text, files, failed } = message;
  const isWaiting = !state.isOnline || state.isAway || state.connection === 'lost';
  const reason = { refused: '', paused: words.paused, blocked: words.blocked };
  return (
    <li class={`row visitor ${failed ? 'failed' : 'out'}`}>
      <span class="hidden">{words.you}</span>
      {text && (
        <div class="bubble" dir="auto">
          <Markdown text={text} />
        </div>
      )}
      <Files files={files} />
      <span class="fate">
        {failed ? (
          <>
            {words.notSent} {reason[failed]}{' '}
            {failed !== 'blocked' && (
              <button type="button" class="link" onClick={() => chat.settle(message, true)}>
                {words.again}
              </button>
            )}{' '}
            <button type="button" class="link" onClick={() => chat.settle(message, false)}>
              {words.discard}
            </button>
          </>
        ) : isWaiting ? (
          words.waitingForConnection
        ) : (
          words.sending
        )}
      </span>
    </li>
  );
}

/** Three dots, and for whom they stand. */
export function Typing({ name }: { name: string | null }) {
  const { words } = useUi();
  return (
    <li class="row agent">
      <div class="bubble dots">
        <span class="hidden">{name === null ? words.thinking : fill(words.typing, { name })}</span>
        <i />
        <i />
        <i />
      </div>
      {name !== null && <span class="fate">{fill(words.typing, { name })}</span>}
    </li>
  );
}
