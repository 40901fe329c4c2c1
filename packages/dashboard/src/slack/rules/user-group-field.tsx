import { useQuery } from '@tanstack/react-query';
import { errorWords } from '../../api/error-words.ts';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { userGroupsQuery } from '../data/slack-queries.ts';
import { useSlackEditor } from '../form/slack-editor.tsx';

/** A user group of the workspace. `none` is what choosing nobody means; absent: one has to be chosen. */
export function UserGroupField({
  label,
  value,
  onChange,
  none,
  path,
}: {
  label: string;
  value: string | null;
  onChange(group: string | null): void;
  none?: string;
  path: string;
}) {
  const { agent, problem, mayManage } = useSlackEditor();
  const { data, error } = useQuery({ ...userGroupsQuery(agent), enabled: mayManage });
  const known = data?.items.find(({ id }) => id === value);
  const hint = error && !data ? errorWords(error).message : data?.hint;
  // without the list an id still works: it stands in the group's own address
  if (data && data.items.length === 0 && hint)
    return (
      <Field label={label} hint={hint} error={problem(path)}>
        <Input
          value={value ?? ''}
          disabled={!mayManage}
          placeholder="S0123456789"
          spellCheck={false}
          onChange={({ target }) => onChange(target.value.trim() || null)}
        />
      </Field>
    );
  return (
    <Field label={label} hint={hint} error={problem(path)}>
      <Select
        value={value ?? ''}
        disabled={!mayManage || !data}
        onChange={({ target }) => onChange(target.value || null)}
      >
        <option value="">{none ?? (data ? 'Choose a user group…' : 'Asking Slack…')}</option>
        {value && !known && <option value={value}>{value}</option>}
        {data?.items.map((group) => (
          <option key={group.id} value={group.id}>
            @{group.handle} ({group.name})
          </option>
        ))}
      </Select>
    </Field>
  );
}
