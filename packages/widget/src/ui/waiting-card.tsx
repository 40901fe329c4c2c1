import type { WidgetConversation } from '@belay/contract/desk/widget';
import { useState } from 'preact/hooks';
import { fill } from '../words/fill.ts';
import { Icon } from './icon.tsx';
import { useUi } from './use-chat.ts';

/** While nobody is there yet: go on with the assistant, or leave an address. */
export function WaitingCard({
  conversation,
  hasForm,
}: {
  conversation: WidgetConversation;
  /** the agent's own form asks already how to reach them */
  hasForm: boolean;
}) {
  const { chat, state, words } = useUi();
  const [isAsked, setAsked] = useState(false);
  const [kept, setKept] = useState<string | null>(state.visitor?.email ?? null);
  const [isWrong, setWrong] = useState(false);
  const leave = async (event: SubmitEvent) => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).elements.namedItem(
      'email',
    ) as HTMLInputElement;
    const email = input.value.trim();
    const isLeft = email !== '' && input.validity.valid && (await chat.leaveMail(email));
    setWrong(!isLeft);
    if (isLeft) setKept(email);
    else input.focus();
  };
  return (
    <section class="card" aria-label={words.waitingFor}>
      <p class="head">
        <Icon name="clock" /> {words.waitingFor}
      </p>
      {kept !== null && <p class="soft">{fill(words.mailKept, { email: kept })}</p>}
      {isAsked && kept === null && (
        <form onSubmit={leave} noValidate>
          <label>
            {words.yourMail}
            <input
              type="email"
              name="email"
              autocomplete="email"
              required
              aria-invalid={isWrong}
              aria-describedby="mail-why"
            />
          </label>
          <p id="mail-why" class={isWrong ? 'bad' : 'soft'} role={isWrong ? 'alert' : undefined}>
            {isWrong ? words.mailWrong : words.leaveMailWhy}
          </p>
          <button type="submit" class="primary">
            {words.formSend}
          </button>
        </form>
      )}
      <div class="actions">
        {kept === null && !isAsked && !hasForm && (
          <button type="button" onClick={() => setAsked(true)}>
            {words.leaveMail}
          </button>
        )}
        {conversation.escalation && state.agent?.serves && (
          <button type="button" onClick={() => void chat.continueWithAssistant()}>
            {words.continueWithAssistant}
          </button>
        )}
      </div>
    </section>
  );
}
