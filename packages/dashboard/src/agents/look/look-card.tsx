import type { AgentSettings } from '@belay/contract/desk/agent';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/input.tsx';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { AccentField } from './accent-field.tsx';

type Look = AgentSettings['look'];

/** Colour, side and theme of the widget. */
export function LookCard() {
  const { settings, change, mayManage } = useAgentEditor();
  const set = (look: Partial<Look>) => change({ look: { ...settings.look, ...look } });
  return (
    <Card title="Look">
      <div className="flex flex-col gap-4">
        <AccentField />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Side">
            <Select
              value={settings.look.side}
              onChange={({ target }) => set({ side: target.value === 'left' ? 'left' : 'right' })}
            >
              <option value="right">Bottom right</option>
              <option value="left">Bottom left</option>
            </Select>
          </Field>
          <Field label="Theme">
            <Select
              value={settings.look.theme}
              onChange={({ target }) =>
                set({ theme: themes.find((theme) => theme === target.value) ?? 'auto' })
              }
            >
              <option value="auto">Like the visitor's system</option>
              <option value="light">Light</option>
              <option value="dark">Dark</option>
            </Select>
          </Field>
        </div>
        <Checkbox
          label="Visitors may send files"
          hint="Pictures and documents, checked before anybody opens them."
          checked={settings.files}
          disabled={!mayManage}
          onChange={(files) => change({ files })}
        />
      </div>
    </Card>
  );
}

const themes = ['auto', 'light', 'dark'] as const satisfies Look['theme'][];
