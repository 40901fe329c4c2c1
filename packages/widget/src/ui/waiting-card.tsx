import { useState } from 'preact/hooks';
import { fill } from '../words/fill.ts';
import { Icon } from './icon.tsx';
import { OpeningHours } from './opening-hours.tsx';
import { useUi } from './use-chat.ts';

/** While nobody is there yet: go on with the assistant, or leave an address. */
export function WaitingCard() {
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
      <OpeningHours />
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
        {kept === null && !isAsked && (
          <button type="button" onClick={() => setAsked(true)}>
            {words.leaveMail}
          </button>
        )}
        <ContinueButton />
      </div>
    </section>
  );
}

/** Back to the assistant, for who doesn't want to wait; only where it may answer. */
export function ContinueButton() {
  const { chat, state, words } = useUi();
  const { escalation } = state.talk.conversations[state.current] ?? {};
  if (!escalation || !state.agent?.serves) return null;
  return (
    <button type="button" onClick={() => void chat.continueWithAssistant()}>
      {words.continueWithAssistant}
    </button>
  );
}
