import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { previewTemplate } from '../data/connector-verbs.ts';
import { useSettled } from '../data/use-settled.ts';
import { insertPlaceholder } from './insert-placeholder.ts';

/** The placeholders of MAP-9 and what each stands for. */
const placeholders = {
  channel: 'name of the channel',
  author: 'who wrote it',
  workspace: "the workspace's domain",
  thread_ts: 'the thread',
} as const;

/** The scope template with its live preview; a placeholder is put where the cursor stands. */
export function TemplateField({
  template,
  onChange,
  channels,
  error,
}: {
  template: string;
  onChange(template: string): void;
  /** names for the examples */
  channels: string[];
  error?: string | undefined;
}) {
  const holder = useRef<HTMLDivElement>(null);
  const asked = useSettled(template.trim());
  const examples = channels.slice(0, 3);
  const preview = useQuery({
    queryKey: ['template-preview', asked, examples],
    queryFn: ({ signal }) => previewTemplate({ scope_template: asked, channels: examples }, signal),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
  const refusal = preview.error instanceof ApiError ? preview.error.message : undefined;
  const insert = (placeholder: string) => {
    const input = holder.current?.querySelector('input');
    const end = template.length;
    const next = insertPlaceholder(template, placeholder, {
      start: input?.selectionStart ?? end,
      end: input?.selectionEnd ?? end,
    });
    onChange(next.template);
    // after React has written the new text
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(next.cursor, next.cursor);
    });
  };
  return (
    <div ref={holder} className="flex flex-col gap-2">
      <Field
        label="Scope template"
        error={refusal ?? error}
        hint="Where each message is kept. Whoever may read a scope may read what lies below it."
      >
        <Input
          value={template}
          onChange={({ target }) => onChange(target.value)}
          spellCheck={false}
          autoComplete="off"
          className="font-mono"
        />
      </Field>
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="text-sm text-soft">Insert</span>
        {Object.entries(placeholders).map(([placeholder, meaning]) => (
          <Button
            key={placeholder}
            size="sm"
            title={meaning}
            onClick={() => insert(placeholder)}
            className="font-mono"
          >
            {`{${placeholder}}`}
          </Button>
        ))}
      </div>
      {preview.data && !refusal && (
        <div
          aria-live="polite"
          className="rounded-md border border-line bg-sunken px-3 py-2 text-sm"
        >
          <p className="mb-1 text-soft">A message becomes part of</p>
          <ul className="flex flex-col gap-1">
            {preview.data.examples.map(({ channel, scope }) => (
              <li key={channel} className="flex flex-wrap gap-x-3">
                <span className="text-soft">#{channel}</span>
                <code className="font-mono break-all">{scope}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
