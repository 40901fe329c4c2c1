import type { WidgetLanguage } from '@belay/contract/desk/agent';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/input.tsx';
import { useAgentEditor } from '../form/agent-editor.tsx';

const names: Record<WidgetLanguage, string> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  ja: '日本語',
};
const all = Object.keys(names) as WidgetLanguage[]; // the keys that were just written

/** Which languages the widget speaks by itself, and which one when the visitor's isn't among them. */
export function LanguagesField() {
  const { settings, change, problem, mayManage } = useAgentEditor();
  const { languages } = settings;
  const toggle = (language: WidgetLanguage, on: boolean) =>
    change({
      languages: on ? [...languages, language] : languages.filter((each) => each !== language),
    });
  const error = problem('languages');
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <fieldset>
        <legend className="mb-2 font-medium">Languages</legend>
        <div className="grid grid-cols-2 gap-2">
          {all.map((language) => (
            <Checkbox
              key={language}
              label={<span lang={language}>{names[language]}</span>}
              checked={languages.includes(language)}
              disabled={!mayManage}
              onChange={(on) => toggle(language, on)}
            />
          ))}
        </div>
        {error && (
          <p role="alert" className="mt-1.5 text-sm text-bad">
            {error}
          </p>
        )}
      </fieldset>
      <Field label="Else" hint="Spoken when the visitor's language is not among them.">
        <Select
          value={languages[0] ?? ''}
          onChange={({ target }) => {
            const first = all.find((language) => language === target.value);
            if (first) change({ languages: [first, ...languages.filter((one) => one !== first)] });
          }}
        >
          {languages.map((language) => (
            <option key={language} value={language}>
              {names[language]}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
