import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { useUi } from './use-chat.ts';

/** What is done rarely: another conversation, a rating, the end. */
export function Menu({ onRate }: { onRate(): void }) {
  const { chat, state, words } = useUi();
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const conversation = state.talk.conversations[state.current];
  useEffect(() => {
    if (!isOpen) return;
    box.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const leave = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, [isOpen]);
  if (!conversation) return null;

  const shut = () => {
    setOpen(false);
    box.current?.querySelector('button')?.focus();
  };
  const item = (label: string, act: () => void) => (
    <button
      type="button"
      role="menuitem"
      onClick={() => {
        setOpen(false);
        act();
      }}
    >
      {label}
    </button>
  );
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape' && isOpen) {
      event.stopPropagation();
      shut();
    }
    if (step === undefined || !isOpen) return;
    event.preventDefault();
    const items = [...(box.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[(at + step + items.length) % items.length]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that reach the buttons in it are heard here
    <div class="menu" ref={box} onKeyDown={move}>
      <button
        type="button"
        class="plain"
        aria-label={words.more}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        <div role="menu">
          {item(words.newConversation, () => chat.startNew())}
          {item(words.rate, onRate)}
          {conversation.state !== 'closed' && item(words.endConversation, () => void chat.close())}
        </div>
      )}
    </div>
  );
}
