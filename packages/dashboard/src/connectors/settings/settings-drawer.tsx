import type { ConnectorView } from '@belay/contract/connector';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { ApiError } from '../../api/api-error.ts';
import { showAnswer } from '../../api/show-answer.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { connectorKeys } from '../data/connector-queries.ts';
import { changeConnector, searchChannels } from '../data/connector-verbs.ts';
import { ChangePreview } from './change-preview.tsx';
import { changedSettings } from './changed-settings.ts';
import { ChannelsField } from './channels-field.tsx';
import { ContentFields } from './content-fields.tsx';
import { ModeField } from './mode-field.tsx';
import { settingsChanges } from './settings-changes.ts';
import { formOf, type SettingsForm, settingsOf } from './settings-form.ts';
import { fieldOf, type Problems, settingsProblems } from './settings-problems.ts';
import { TemplateField } from './template-field.tsx';

/** All settings of a connector, and what saving them would change before it does. */
export function SettingsDrawer({ view, onClose }: { view: ConnectorView; onClose(): void }) {
  const client = useQueryClient();
  // the connector moves on below; what is edited stays what was opened
  const [before] = useState(view.settings);
  const [edited, setEdited] = useState<SettingsForm | null>(null);
  const [name, setName] = useState(view.name);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const eyes = { connector_id: view.id };
  const named = useQuery({
    queryKey: ['channel-names', view.id, before.channels],
    queryFn: async ({ signal }) =>
      before.channels === 'all_public'
        ? []
        : (
            await searchChannels(
              { ...eyes, names: before.channels.slice(0, 1000), limit: 200 },
              signal,
            )
          ).items,
    staleTime: 60_000,
  });
  const names = new Map(named.data?.map((channel) => [channel.id, channel.name]));
  const form = edited ?? formOf(before, names);
  const change = (next: Partial<SettingsForm>) => setEdited({ ...form, ...next });
  for (const { id, name: known } of form.chosen) names.set(id, names.get(id) ?? known);

  const problems: Problems = settingsProblems(form);
  const field = error instanceof ApiError ? fieldOf(error.details) : undefined;
  if (error instanceof ApiError && field) problems[field] ??= error.message;
  if (name.trim() === '') problems.name = 'Give it a name.';
  const after = settingsOf(form);
  const changes = settingsChanges(before, after, (id) => names.get(id) ?? id);
  const isRenamed = name.trim() !== view.name;
  const blocked =
    (changes.length === 0 && !isRenamed) ||
    Object.keys(settingsProblems(form)).length > 0 ||
    name.trim() === '';

  const save = async () => {
    setPending(true);
    setError(null);
    try {
      const settings = changedSettings(before, after);
      const fresh = await changeConnector(view.id, {
        ...(isRenamed ? { name: name.trim() } : {}),
        ...(Object.keys(settings).length > 0 ? { settings } : {}),
      });
      await showAnswer(client, connectorKeys.one(view.id), fresh);
      void client.invalidateQueries({ queryKey: connectorKeys.list });
      toast.success('Saved. The worker goes on with the new settings.');
      onClose();
    } catch (thrown) {
      setError(thrown);
      setPending(false);
    }
  };
  return (
    <Drawer
      open
      onOpenChange={(open) => {
        if (!open && !pending) onClose();
      }}
      className="max-w-xl"
      title="Settings"
      text={view.workspace.name}
      actions={
        <>
          <Button onClick={onClose} disabled={pending}>
            Cancel
          </Button>
          <Button
            look={changes.some(({ forgets }) => forgets) ? 'danger' : 'primary'}
            pending={pending}
            disabled={blocked}
            onClick={save}
          >
            Save changes
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-6">
        <Field label="Name" error={problems.name}>
          <Input value={name} maxLength={80} onChange={({ target }) => setName(target.value)} />
        </Field>
        <ChannelsField
          form={form}
          onChange={change}
          eyes={eyes}
          eyesKey={view.id}
          error={problems.channels}
        />
        <TemplateField
          template={form.scopeTemplate}
          onChange={(scopeTemplate) => change({ scopeTemplate })}
          channels={form.chosen.map((channel) => channel.name)}
          error={problems.scope_template}
        />
        <ModeField form={form} onChange={change} problems={problems}>
          {!view.realtime.has_signing_secret && !view.realtime.has_app_token && (
            <Notice tone="warn">
              Real time needs a signing secret or an app-level token. Add one under Rotate token and
              secrets first.
            </Notice>
          )}
        </ModeField>
        <ContentFields form={form} onChange={change} problems={problems} />
        {changes.length > 0 && <ChangePreview changes={changes} />}
        {error !== null && field === undefined && <ErrorNote error={error} />}
      </div>
    </Drawer>
  );
}
