import type { ReactNode } from 'react';
import { Field } from '../../ui/field.tsx';
import { useSlackEditor } from '../form/slack-editor.tsx';
import { ChannelField } from './channel-field.tsx';
import { channelNote } from './channel-words.ts';

/** A labelled channel; below it, who can read there, or else the hint. */
export function ChannelChoiceField({
  label,
  hint,
  value,
  onChange,
  none,
  path,
  className,
}: {
  label: ReactNode;
  hint?: ReactNode;
  value: string | null;
  onChange(channel: string | null): void;
  none?: string;
  /** on the wire, for what stands against it */
  path: string;
  className?: string;
}) {
  const { channel, problem } = useSlackEditor();
  const chosen = value ? channel(value) : undefined;
  return (
    <Field
      label={label}
      hint={(chosen && channelNote(chosen)) ?? hint}
      error={problem(path)}
      {...(className ? { className } : {})}
    >
      <ChannelField value={value} onChange={onChange} {...(none === undefined ? {} : { none })} />
    </Field>
  );
}
