import { useEffect, useRef, useState } from 'react';
import { errorWords } from '../../api/error-words.ts';
import { type Answer, applyEvent, hasEnded, newAnswer } from './apply-event.ts';
import { askPlayground, type Said } from './ask-playground.ts';

/** One question and its answer. */
export interface Exchange {
  key: number;
  question: string;
  answer: Answer;
}

export interface PlaygroundState {
  exchanges: Exchange[];
  busy: boolean;
  ask(question: string): void;
  stop(): void;
  clear(): void;
}

/** As many messages as the server takes; the oldest are left out. */
const mostMessages = 50;

/** The talk of the playground: it lasts as long as the agent's page. */
export function usePlayground(agent: string): PlaygroundState {
  const [exchanges, setExchanges] = useState<Exchange[]>([]);
  const running = useRef<AbortController | null>(null);
  const count = useRef(0);
  useEffect(() => () => running.current?.abort(), []);

  const changeLast = (key: number, change: (answer: Answer) => Answer) =>
    setExchanges((all) =>
      all.map((one) => (one.key === key ? { ...one, answer: change(one.answer) } : one)),
    );
  const ask = async (question: string) => {
    const abort = new AbortController();
    running.current = abort;
    count.current += 1;
    const key = count.current;
    const messages = [...saidIn(exchanges), { role: 'visitor' as const, text: question }];
    setExchanges((all) => [...all, { key, question, answer: newAnswer }]);
    const end = (phase: 'failed' | 'stopped', problem: string | null) =>
      changeLast(key, (answer) => (hasEnded(answer) ? answer : { ...answer, phase, problem }));
    try {
      await askPlayground(
        agent,
        messages.slice(-mostMessages),
        (event) => changeLast(key, (answer) => applyEvent(answer, event)),
        abort.signal,
      );
      end('failed', 'The answer broke off. Ask once more.');
    } catch (error) {
      if (abort.signal.aborted) end('stopped', null);
      else end('failed', errorWords(error).message);
    } finally {
      if (running.current === abort) running.current = null;
    }
  };
  const last = exchanges.at(-1);
  const busy = last !== undefined && !hasEnded(last.answer);
  return {
    exchanges,
    busy,
    ask: (question) => {
      if (!busy) void ask(question);
    },
    stop: () => running.current?.abort(),
    clear: () => {
      running.current?.abort();
      setExchanges([]);
    },
  };
}

function saidIn(exchanges: readonly Exchange[]): Said[] {
  return exchanges.flatMap(({ question, answer }) => [
    { role: 'visitor' as const, text: question },
    ...(answer.text === '' ? [] : [{ role: 'agent' as const, text: answer.text }]),
  ]);
}
