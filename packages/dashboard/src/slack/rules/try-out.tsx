import type { SlackWhy } from '@belay/contract/desk/slack';
import { type SlackEvent, slackEvents } from '@belay/contract/desk/slack-settings';
import { CircleCheck, CircleDashed, Route } from 'lucide-react';
import { useState } from 'react';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { askWhy } from '../data/slack-verbs.ts';
import { slackEventWords } from '../events/event-words.ts';
import { useSlackEditor } from '../form/slack-editor.tsx';

/** "Why would this go there?": asks the server's own router about an invented event. */
export function TryOut() {
  const { agent, changed } = useSlackEditor();
  const [isOpen, setIsOpen] = useState(false);
  const [event, setEvent] = useState<SlackEvent>('escalation');
  const [page, setPage] = useState('');
  const [text, setText] = useState('');
  const [language, setLanguage] = useState('');
  const [at, setAt] = useState('');
  const [answer, setAnswer] = useState<SlackWhy | null>(null);
  const { submit, pending, error } = useSubmit(async () =>
    setAnswer(
      await askWhy(agent, {
        event,
        ...(page.trim() && { page: page.trim() }),
        ...(text.trim() && { text: text.trim() }),
        ...(language.trim() && { language: language.trim() }),
        // the field tells the time where the person sits
        ...(at && { at: new Date(at).toISOString() }),
      }),
    ),
  );
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
      className="border-t border-line px-4 py-3"
    >
      <summary className="font-medium">Why would this go there?</summary>
      <form
        onSubmit={(submitted) => {
          submitted.stopPropagation();
          submit(submitted);
        }}
        className="mt-3 grid gap-x-5 gap-y-3 sm:grid-cols-2"
      >
        <Field label="Event">
          <Select
            value={event}
            onChange={({ target }) =>
              setEvent(slackEvents.find((one) => one === target.value) ?? event)
            }
          >
            {slackEvents.map((one) => (
              <option key={one} value={one}>
                {slackEventWords[one].title}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="On the page" aside="optional">
          <Input
            value={page}
            maxLength={2000}
            placeholder="https://shop.example/billing"
            onChange={({ target }) => setPage(target.value)}
          />
        </Field>
        <Field label="The visitor said" aside="optional">
          <Input
            value={text}
            maxLength={8000}
            placeholder="Where is my invoice?"
            onChange={({ target }) => setText(target.value)}
          />
        </Field>
        <div className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-3">
          <Field label="Language">
            <Input
              value={language}
              maxLength={20}
              placeholder="en"
              onChange={({ target }) => setLanguage(target.value)}
            />
          </Field>
          <Field label="At" aside="now if empty">
            <Input
              type="datetime-local"
              value={at}
              onChange={({ target }) => setAt(target.value)}
            />
          </Field>
        </div>
        <div className="flex flex-wrap items-center gap-3 sm:col-span-2">
          <Button type="submit" pending={pending}>
            <Route /> Show the way
          </Button>
          {changed.length > 0 && (
            <p className="text-sm text-soft">
              By what is saved: your changes count when they are saved too.
            </p>
          )}
        </div>
      </form>
      <div aria-live="polite" className="mt-3 empty:hidden">
        {error !== null ? <ErrorNote error={error} /> : answer && <Answer why={answer} />}
      </div>
    </details>
  );
}

function Answer({ why }: { why: SlackWhy }) {
  return (
    <div className="flex flex-col gap-3">
      {why.silent ? (
        <Notice tone="warn">{why.silent.sentence}</Notice>
      ) : (
        <ul aria-label="Where it goes" className="flex flex-col gap-1">
          {why.routes.map((route) => (
            <li key={route.channel.id} className="flex flex-wrap gap-x-2">
              <span className="font-medium">#{route.channel.name}</span>
              <span className="text-soft">
                {route.because}
                {route.mention !== null && `, and mentions ${route.mention}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {why.rules.length > 0 && (
        <ol aria-label="Rules that were asked" className="flex flex-col gap-1 text-sm">
          {why.rules.map((rule, index) => {
            const Icon = rule.matched ? CircleCheck : CircleDashed;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: rules are told in their order and may share a name
              <li key={index} className="flex gap-2">
                <Icon
                  aria-label={rule.matched ? 'holds' : 'does not hold'}
                  className={`mt-0.5 size-4 shrink-0 ${rule.matched ? 'text-ok' : 'text-faint'}`}
                />
                <span>
                  <span className="font-medium">{rule.name}</span>{' '}
                  <span className="text-soft">{rule.because}</span>
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </div>
  );
}
