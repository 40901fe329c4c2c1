import { type ReactNode, useState } from 'react';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';

/** Several short texts, one a line. */
export function LinesField({
  label,
  hint,
  error,
  values,
  onChange,
  placeholder,
}: {
  label: string;
  hint: ReactNode;
  error: string | undefined;
  values: string[];
  onChange(values: string[]): void;
  placeholder: string;
}) {
  // a line that was just begun is none yet, and must not vanish under the cursor
  const [text, setText] = useState(values.join('\n'));
  const shown = linesIn(text).join('\n') === values.join('\n') ? text : values.join('\n');
  return (
    <Field label={label} hint={hint} error={error}>
      <Textarea
        value={shown}
        placeholder={placeholder}
        spellCheck={false}
        className="max-h-40 min-h-9"
        onChange={({ target }) => {
          setText(target.value);
          onChange(linesIn(target.value));
        }}
      />
    </Field>
  );
}

function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
