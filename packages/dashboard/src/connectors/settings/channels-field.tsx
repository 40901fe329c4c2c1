import type { ReactNode } from 'react';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { ChannelPicker } from '../channels/channel-picker.tsx';
import type { Eyes } from '../data/connector-verbs.ts';
import type { SettingsForm } from './settings-form.ts';

/** All public channels, or chosen ones. Without `eyes` nothing can be searched yet: `blind` says why. */
export function ChannelsField({
  form,
  onChange,
  eyes,
  eyesKey,
  blind,
  error,
}: {
  form: SettingsForm;
  onChange(change: Partial<SettingsForm>): void;
  eyes: Eyes | undefined;
  eyesKey: string;
  blind?: ReactNode;
  error?: string | undefined;
}) {
  return (
    <div className="flex flex-col gap-3">
      <ChoiceCards<'all' | 'chosen'>
        label="Channels"
        value={form.allPublic ? 'all' : 'chosen'}
        onChange={(choice) => onChange({ allPublic: choice === 'all' })}
        options={[
          {
            value: 'all',
            title: 'All public channels',
            text: 'Also those that are made later. Private channels are left out.',
          },
          {
            value: 'chosen',
            title: 'Chosen channels',
            text: 'Public ones, and private ones that the bot was invited to.',
          },
        ]}
      />
      {!form.allPublic &&
        (eyes ? (
          <ChannelPicker
            eyes={eyes}
            eyesKey={eyesKey}
            chosen={form.chosen}
            onChange={(chosen) => onChange({ chosen })}
            error={error}
          />
        ) : (
          <p className="text-soft">{blind}</p>
        ))}
    </div>
  );
}
