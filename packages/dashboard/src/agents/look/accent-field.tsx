import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { accentWords } from './contrast.ts';

/** The widget's colour, by the browser's own picker or typed, with how well it can be seen. */
export function AccentField() {
  const { settings, change, problem } = useAgentEditor();
  const { accent } = settings.look;
  const set = (value: string) =>
    change({ look: { ...settings.look, accent: value.toLowerCase() } });
  const hint = accentWords(accent);
  return (
    <div className="relative">
      <Field
        label="Accent"
        hint={hint && <span className={hint.tone === 'warn' ? 'text-warn' : ''}>{hint.words}</span>}
        error={problem('look.accent')}
      >
        <Input
          value={accent}
          onChange={({ target }) => set(target.value)}
          maxLength={7}
          spellCheck={false}
          className="w-32 font-mono"
        />
      </Field>
      <input
        type="color"
        aria-label="Pick the accent"
        value={/^#[0-9a-f]{6}$/i.test(accent) ? accent : '#000000'}
        onChange={({ target }) => set(target.value)}
        className="absolute top-6.5 left-34 size-8 rounded-md border border-edge bg-surface p-0.5"
      />
    </div>
  );
}
