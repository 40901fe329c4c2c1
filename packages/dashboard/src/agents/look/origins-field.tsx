import { useState } from 'react';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { useAgentEditor } from '../form/agent-editor.tsx';

/** The websites that may embed it, one a line. */
export function OriginsField() {
  const { settings, change, problem } = useAgentEditor();
  const origins = settings.allowed_origins;
  // a line that was just begun must not vanish under the cursor
  const [text, setText] = useState(origins.join('\n'));
  const shown = linesOf(text).join('\n') === origins.join('\n') ? text : origins.join('\n');
  return (
    <Field
      label="Allowed websites"
      hint={
        origins.length === 0
          ? 'None: any website may embed it. One origin a line limits it to yours.'
          : 'Only these may embed it. It keeps honest browsers away; it proves nothing about who calls.'
      }
      error={problem('allowed_origins')}
    >
      <Textarea
        value={shown}
        onChange={({ target }) => {
          setText(target.value);
          change({ allowed_origins: linesOf(target.value) });
        }}
        spellCheck={false}
        placeholder={'https://shop.example\nhttps://*.shop.example'}
        className="max-h-60 font-mono text-sm"
      />
    </Field>
  );
}

/** Addresses are pasted with their path and capitals: an origin ends where the path begins. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().toLowerCase().replace(/\/+$/, ''))
    .filter(Boolean);
}
