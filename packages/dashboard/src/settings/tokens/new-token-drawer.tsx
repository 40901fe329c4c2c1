import type { CreatedApiToken } from '@belay/contract/people';
import { useId, useState } from 'react';
import { api, queryClient } from '../../api/api.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useTenant } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { CopyLine } from '../../ui/copy-button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select, Textarea } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { linesOf } from '../members/reach-words.ts';
import { apiTokensQuery } from '../people-queries.ts';
import { capabilityChoices, usualCapabilities } from './capability-words.ts';

const lives = [
  { days: 7, words: '7 days' },
  { days: 30, words: '30 days' },
  { days: 90, words: '90 days' },
  { days: 365, words: 'A year' },
];

/** Makes a token; afterwards the token itself, which is shown this once. */
export function NewTokenDrawer({ onClose }: { onClose(): void }) {
  const form = useId();
  const { root_scope, private_channels } = useTenant();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState(root_scope);
  const [chosen, setChosen] = useState(usualCapabilities);
  const [days, setDays] = useState(90);
  const [privately, setPrivately] = useState(false);
  const [created, setCreated] = useState<CreatedApiToken | null>(null);
  const { submit, pending, error } = useSubmit(async () => {
    setCreated(
      await api.post<CreatedApiToken>('/v1/api-tokens', {
        name,
        scopes: linesOf(scopes),
        capabilities: chosen,
        days,
        private_channels: privately,
      }),
    );
    await queryClient.invalidateQueries({ queryKey: apiTokensQuery.queryKey });
  });
  return (
    <Drawer
      open
      // a token that was not copied is lost: only its own button closes
      onOpenChange={(open) => !open && !created && onClose()}
      title={created ? `${created.name} is ready` : 'Create an API token'}
      text={
        created
          ? 'Copy the token now. It is shown this once: nobody can read it again.'
          : 'For one program. It can never do more than you can.'
      }
      actions={
        created ? (
          <Button look="primary" onClick={onClose}>
            I have copied it
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              look="primary"
              type="submit"
              form={form}
              pending={pending}
              disabled={chosen.length === 0}
            >
              Create token
            </Button>
          </>
        )
      }
    >
      {created ? (
        <div className="flex flex-col gap-3">
          <CopyLine text={created.token} what="the token" />
          <Notice>
            Programs send it as <code className="font-mono">Authorization: Bearer …</code> beside{' '}
            <code className="font-mono">X-Cortex-Actor: {created.actor}</code>.
          </Notice>
        </div>
      ) : (
        <form id={form} onSubmit={submit} className="flex flex-col gap-4">
          <Field label="Name" hint="What uses it. It writes as service: and this name.">
            <Input
              value={name}
              onChange={(event) => setName(event.target.value)}
              required
              maxLength={120}
              placeholder="Support agent"
              autoComplete="off"
            />
          </Field>
          <Field label="Scopes" hint={`One a line, each ${root_scope} or below it.`}>
            <Textarea
              value={scopes}
              onChange={(event) => setScopes(event.target.value)}
              required
              spellCheck={false}
              className="font-mono text-sm"
            />
          </Field>
          <fieldset>
            <legend className="mb-2 font-medium">It may</legend>
            <div className="grid gap-x-4 gap-y-2.5 sm:grid-cols-2">
              {capabilityChoices.map((choice) => (
                <Checkbox
                  key={choice.name}
                  checked={chosen.includes(choice.name)}
                  onChange={(checked) =>
                    setChosen(
                      checked
                        ? [...chosen, choice.name]
                        : chosen.filter((each) => each !== choice.name),
                    )
                  }
                  label={choice.title}
                  hint={choice.text}
                />
              ))}
            </div>
          </fieldset>
          <Checkbox
            checked={privately}
            onChange={setPrivately}
            disabled={private_channels !== 'all'}
            label="Reads private channels too"
            hint="Off: what is said in private channels stays out of its answers."
          />
          <Field label="Ends after">
            <Select value={days} onChange={(event) => setDays(Number(event.target.value))}>
              {lives.map((life) => (
                <option key={life.days} value={life.days}>
                  {life.words}
                </option>
              ))}
            </Select>
          </Field>
          {error !== null && <ErrorNote error={error} />}
        </form>
      )}
    </Drawer>
  );
}
