import type { AnnouncementKind, CreatedWebhook, WebhookView } from '@belay/contract/desk/webhook';
import { useId, useState } from 'react';
import { useDiscardGuard } from '../../agents/form/discard-guard.tsx';
import { onSaveKey, SaveKey } from '../../agents/form/save-key.tsx';
import { problemAt, problemPath } from '../../agents/form/server-problem.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { SigningSecret } from '../secret-dialog.tsx';
import { eventKinds, eventWords, usualEvents } from './event-words.ts';
import { changeWebhook, createWebhook } from './webhook-queries.ts';

/** Makes or changes a webhook; a new one shows its signing secret, this once. */
export function WebhookDrawer({
  webhook,
  onClose,
}: {
  webhook: WebhookView | undefined;
  onClose(): void;
}) {
  const form = useId();
  const [before] = useState(() => ({
    name: webhook?.name ?? '',
    url: webhook?.url ?? '',
    events: webhook?.events ?? usualEvents,
    enabled: webhook?.enabled ?? true,
  }));
  const [draft, setDraft] = useState(before);
  const [created, setCreated] = useState<CreatedWebhook | null>(null);
  const change = (next: Partial<typeof draft>) => setDraft({ ...draft, ...next });
  const isDirty = JSON.stringify(draft) !== JSON.stringify(before);
  const isWhole = draft.name.trim() !== '' && draft.url.trim() !== '' && draft.events.length > 0;
  const { run, pending, error } = useSubmit(async () => {
    const body = { ...draft, name: draft.name.trim(), url: draft.url.trim() };
    if (!webhook) {
      setCreated(await createWebhook(body));
      return;
    }
    await changeWebhook(webhook.id, body);
    onClose();
  });
  const save = () => {
    if (isWhole && isDirty && !pending) void run();
  };
  const { close, question } = useDiscardGuard(isDirty && !created && !pending, onClose);
  const placed = ['name', 'url', 'events'].some((field) => problemAt(error, field));
  const toggle = (event: AnnouncementKind, on: boolean) =>
    change({
      // in the order of the list, however they were pressed
      events: eventKinds.filter((each) => (each === event ? on : draft.events.includes(each))),
    });
  return (
    <>
      <Drawer
        open
        onOpenChange={(open) => {
          // a secret that was not copied is lost: only its own button closes
          if (!open && !created && !pending) close();
        }}
        title={
          created ? `${created.name} is ready` : webhook ? `Edit ${webhook.name}` : 'New webhook'
        }
        text={
          created
            ? 'Copy the signing secret now. It is shown this once: nobody can read it again.'
            : 'Belay sends a signed request to this address when something happens.'
        }
        actions={
          created ? (
            <Button look="primary" onClick={onClose}>
              I have copied it
            </Button>
          ) : (
            <>
              <Button onClick={close} disabled={pending}>
                Cancel
              </Button>
              <Button
                look="primary"
                type="submit"
                form={form}
                pending={pending}
                disabled={!isWhole || !isDirty}
              >
                {webhook ? 'Save' : 'Create webhook'} <SaveKey />
              </Button>
            </>
          )
        }
      >
        {created ? (
          <SigningSecret secret={created.secret} />
        ) : (
          <form
            id={form}
            onSubmit={(event) => {
              event.preventDefault();
              save();
            }}
            onKeyDown={onSaveKey(save)}
            className="flex flex-col gap-4"
          >
            <Field label="Name" error={problemAt(error, 'name')}>
              <Input
                value={draft.name}
                maxLength={80}
                autoComplete="off"
                placeholder="CRM"
                onChange={({ target }) => change({ name: target.value })}
              />
            </Field>
            <Field label="Address" error={problemAt(error, 'url')}>
              <Input
                value={draft.url}
                maxLength={2000}
                inputMode="url"
                spellCheck={false}
                autoComplete="off"
                placeholder="https://crm.shop.example/belay"
                onChange={({ target }) => change({ url: target.value })}
              />
            </Field>
            <fieldset>
              <legend className="mb-2 font-medium">It is told when</legend>
              <div className="grid gap-2 sm:grid-cols-2">
                {eventKinds.map((event) => (
                  <Checkbox
                    key={event}
                    label={eventWords[event]}
                    hint={<code className="font-mono text-xs">{event}</code>}
                    checked={draft.events.includes(event)}
                    onChange={(on) => toggle(event, on)}
                  />
                ))}
              </div>
              {problemAt(error, 'events') && (
                <p role="alert" className="mt-1 text-sm text-bad">
                  {problemAt(error, 'events')}
                </p>
              )}
            </fieldset>
            <Checkbox
              label="On"
              hint="Off: nothing is sent, and nothing is kept for later."
              checked={draft.enabled}
              onChange={(enabled) => change({ enabled })}
            />
            {error !== null && (!placed || problemPath(error) === null) && (
              <ErrorNote error={error} />
            )}
          </form>
        )}
      </Drawer>
      {question}
    </>
  );
}
