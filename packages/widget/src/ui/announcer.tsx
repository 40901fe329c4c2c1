import { useEffect, useRef, useState } from 'preact/hooks';
import { spoken } from '../text/sentences.ts';
import { Teller } from '../text/teller.ts';
import { sayLine } from '../words/say-line.ts';
import { useUi } from './use-chat.ts';

/** So many sentences stay for a screen reader to catch up with. */
const most = 8;

/** Tells a screen reader what arrives, whole sentences, each once. */
export function Announcer() {
  const { chat, state, words } = useUi();
  const [said, setSaid] = useState<{ key: number; text: string }[]>([]);
  const count = useRef(0);
  const inWords = useRef(words);
  inWords.current = words;
  const teller = useRef<Teller>(null);
  teller.current ??= new Teller((message) => {
    if (message.kind === 'line')
      return sayLine(inWords.current, chat.language, message, Date.now());
    const { kind, name } = message.author;
    return `${kind === 'operator' && name ? `${name}: ` : ''}${spoken(message.text)}`;
  });
  useEffect(() => {
    const news = teller.current?.next(state) ?? [];
    if (news.length === 0) return;
    const next = news.map((text) => {
      count.current += 1;
      return { key: count.current, text };
    });
    setSaid((before) => [...before, ...next].slice(-most));
  }, [state.talk, state.current]);
  return (
    <div class="hidden" aria-live="polite" aria-atomic="false">
      {said.map(({ key, text }) => (
        <p key={key}>{text}</p>
      ))}
    </div>
  );
}
