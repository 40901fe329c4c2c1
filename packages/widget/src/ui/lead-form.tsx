import { useState } from 'preact/hooks';
import { OpeningHours } from './opening-hours.tsx';
import { useUi } from './use-chat.ts';
import { ContinueButton } from './waiting-card.tsx';

/** How to reach the visitor, as the agent asks for it. */
export function LeadForm({ canSkip }: { canSkip: boolean }) {
  const { chat, state, words } = useUi();
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [isSending, setSending] = useState(false);
  const { agent, trouble } = state;
  if (!agent) return null;
  const { fields } = agent.lead_form;
  const isOptional = canSkip || fields.every(({ required }) => !required);

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const values: Record<string, string> = {};
    const found: Record<string, string> = {};
    for (const { key, required, kind } of fields) {
      const input = form.elements.namedItem(key) as HTMLInputElement;
      const value = input.value.trim();
      if (value !== '') values[key] = value;
      if (required && value === '') found[key] = words.required;
      else if (kind === 'email' && value !== '' && !input.validity.valid)
        found[key] = words.mailWrong;
    }
    setWrong(found);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      (form.elements.namedItem(first) as HTMLElement).focus();
      return;
    }
    setSending(true);
    await chat.giveLead(values);
    setSending(false);
  };

  return (
    <form class="card" onSubmit={send} noValidate aria-label={words.formTitle}>
      <p class="head">{words.formTitle}</p>
      <OpeningHours />
      {fields.map(({ key, label, kind, required }) => (
        <label key={key}>
          <span dir="auto">
            {label} {!required && <small>({words.optional})</small>}
          </span>
          <input
            {...typeOf(kind)}
            name={key}
            maxLength={500}
            required={required}
            dir="auto"
            aria-invalid={key in wrong}
            aria-describedby={key in wrong ? `wrong-${key}` : undefined}
          />
          {wrong[key] && (
            <span class="bad" id={`wrong-${key}`} role="alert">
              {wrong[key]}
            </span>
          )}
        </label>
      ))}
      {trouble !== null && (
        <p class="bad" role="alert">
          {trouble || words.failed}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="primary" disabled={isSending}>
          {words.formSend}
        </button>
        {isOptional && (
          <button type="button" onClick={() => chat.setLead('skipped')}>
            {words.formSkip}
          </button>
        )}
        <ContinueButton />
      </div>
    </form>
  );
}

/** What the browser may fill in by itself. */
function typeOf(kind: 'text' | 'email' | 'phone') {
  if (kind === 'email') return { type: 'email', autocomplete: 'email' } as const;
  return kind === 'phone'
    ? ({ type: 'tel', autocomplete: 'tel' } as const)
    : ({ type: 'text', autocomplete: 'on' } as const);
}
