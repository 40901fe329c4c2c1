import { isOpenAt } from '../client/wants.ts';
import { fill } from '../words/fill.ts';
import { sayWhen } from '../words/say-when.ts';
import { useUi } from './use-chat.ts';

/** When people are back, while none is there. */
export function OpeningHours() {
  const { chat, state, words } = useUi();
  const { hours } = state.agent ?? {};
  if (!hours || isOpenAt(hours, Date.now())) return null;
  const opens = hours.open ? null : hours.opens_at;
  return (
    <p class="soft">
      {opens === null
        ? words.closedNow
        : fill(words.opensAt, { when: sayWhen(words, chat.language, opens, Date.now()) })}
    </p>
  );
}
