import type { AgentView } from '@belay/contract/desk/agent';
import { Eraser, SendHorizontal, Square } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useCan } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Textarea } from '../../ui/input.tsx';
import { AnswerView } from './answer-view.tsx';
import type { PlaygroundState } from './use-playground.ts';

/** Asks the agent as a visitor would, with what it recalled and why. Nobody is notified. */
export function Playground({
  agent,
  playground,
}: {
  agent: AgentView;
  playground: PlaygroundState;
}) {
  const { exchanges, busy, ask, stop, clear } = playground;
  const mayAsk = useCan('desk.manage');
  const [text, setText] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const said = exchanges.at(-1)?.answer.text.length ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows what is said, as it is said
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [exchanges.length, said]);

  const send = (question: string) => {
    if (question.trim() === '' || busy) return;
    ask(question.trim());
    setText('');
    input.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send(text);
  };
  return (
    <Card
      flush
      title="Playground"
      text="Nobody is notified."
      actions={
        exchanges.length > 0 && (
          <Button look="ghost" size="icon-sm" aria-label="Begin anew" onClick={clear}>
            <Eraser />
          </Button>
        )
      }
      className="flex flex-col xl:sticky xl:top-5 xl:h-[max(26rem,calc(100dvh-16rem))] xl:[&>div]:flex xl:[&>div]:min-h-0 xl:[&>div]:grow xl:[&>div]:flex-col"
    >
      <div
        ref={list}
        // the last answer is read out when it has ended, not word by word
        className="flex min-h-40 grow flex-col gap-5 overflow-y-auto px-4 py-4 max-xl:max-h-[32rem]"
      >
        {exchanges.length === 0 ? (
          <Starters agent={agent} onAsk={mayAsk ? send : undefined} />
        ) : (
          exchanges.map(({ key, question, answer }) => (
            <section
              key={key}
              aria-label={`Question: ${question}`}
              className="flex flex-col gap-2.5"
            >
              <p className="max-w-[85%] self-end rounded-lg rounded-br-sm bg-accent-wash px-3 py-2 break-words whitespace-pre-wrap">
                {question}
              </p>
              <AnswerView answer={answer} name={agent.name} />
            </section>
          ))
        )}
      </div>
      {mayAsk ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send(text);
          }}
          className="flex items-end gap-2 border-t border-line p-3"
        >
          <Textarea
            ref={input}
            aria-label="Ask the agent"
            value={text}
            onChange={({ target }) => setText(target.value)}
            onKeyDown={onKey}
            maxLength={8000}
            rows={1}
            placeholder="Ask as a visitor would…"
            className="max-h-40 min-h-9"
          />
          {busy ? (
            <Button size="icon" aria-label="Stop the answer" onClick={stop} className="size-9">
              <Square />
            </Button>
          ) : (
            <Button
              look="primary"
              size="icon"
              type="submit"
              aria-label="Ask"
              disabled={text.trim() === ''}
              className="size-9"
            >
              <SendHorizontal />
            </Button>
          )}
        </form>
      ) : (
        <p className="border-t border-line px-4 py-3 text-sm text-soft">
          Here admins and owners ask it: what it knows may be private still.
        </p>
      )}
    </Card>
  );
}

function Starters({
  agent,
  onAsk,
}: {
  agent: AgentView;
  onAsk: ((question: string) => void) | undefined;
}) {
  const { greeting, starters } = agent.settings;
  return (
    <div className="flex flex-col items-start gap-2.5">
      {greeting !== '' && (
        <p className="max-w-[85%] rounded-lg rounded-bl-sm bg-sunken px-3 py-2 break-words whitespace-pre-wrap">
          {greeting}
        </p>
      )}
      {onAsk &&
        starters.map((starter) => (
          <Button key={starter} size="sm" onClick={() => onAsk(starter)} className="max-w-full">
            <span className="truncate">{starter}</span>
          </Button>
        ))}
      {!agent.trained && (
        <p className="text-sm text-soft">
          It knows nothing yet: opt in a channel or teach it something, then ask.
        </p>
      )}
    </div>
  );
}
