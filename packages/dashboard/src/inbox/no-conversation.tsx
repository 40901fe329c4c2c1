import { MessageSquare } from 'lucide-react';
import { Kbd } from '../ui/kbd.tsx';

/** Beside the list while nothing is open. */
export function NoConversation() {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-2 p-6 text-center text-soft">
      <MessageSquare aria-hidden className="size-6 text-faint" strokeWidth={1.5} />
      <p>Choose a conversation to read it.</p>
      <p className="text-sm text-faint">
        <Kbd>j</Kbd> <Kbd>k</Kbd> move, <Kbd>o</Kbd> opens, <Kbd>?</Kbd> shows all keys
      </p>
    </div>
  );
}
