import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import type { SettingsForm } from './settings-form.ts';
import type { Problems } from './settings-problems.ts';
import { WindowField } from './window-field.tsx';

/** What is taken, how far back, what is cut out of it and how long it is kept. */
export function ContentFields({
  form,
  onChange,
  problems,
}: {
  form: SettingsForm;
  onChange(change: Partial<SettingsForm>): void;
  problems: Problems;
}) {
  return (
    <div className="flex flex-col gap-5">
      <div data-field="backfill_days">
        <WindowField
          days={form.backfillDays}
          onChange={(backfillDays) => onChange({ backfillDays })}
          error={problems.backfill_days}
        />
      </div>
      <div className="flex flex-col gap-2.5">
        <Checkbox
          checked={form.includeBots}
          onChange={(includeBots) => onChange({ includeBots })}
          label="Include bots"
          hint="Messages that apps post. Belay's own are always left out."
        />
        <Checkbox
          checked={form.files}
          onChange={(files) => onChange({ files })}
          label="Files"
          hint="Shared files up to 32 MiB. Without this, a message still names them."
        />
        <Checkbox
          checked={form.deletes === 'forget'}
          onChange={(forgets) => onChange({ deletes: forgets ? 'forget' : 'keep' })}
          label="Forget what is deleted in Slack"
          hint="With all of its versions, files and reactions."
        />
      </div>
      <fieldset className="flex flex-col gap-2.5">
        <legend className="mb-1 font-medium">Cut out before anything is stored</legend>
        <Checkbox
          checked
          disabled
          onChange={() => undefined}
          label="Passwords, keys, tokens and card numbers"
          hint="Always."
        />
        <Checkbox
          checked={form.redactEmails}
          onChange={(redactEmails) => onChange({ redactEmails })}
          label="E-mail addresses"
        />
        <Checkbox
          checked={form.redactPhones}
          onChange={(redactPhones) => onChange({ redactPhones })}
          label="Phone numbers"
        />
      </fieldset>
      <div data-field="retention_days" className="flex flex-wrap items-start gap-3">
        <Field label="Keep messages" className="w-44">
          <Select
            value={form.retentionDays === null ? 'good' : 'days'}
            onChange={({ target }) =>
              onChange({ retentionDays: target.value === 'good' ? null : '365' })
            }
          >
            <option value="good">for good</option>
            <option value="days">for some days</option>
          </Select>
        </Field>
        {form.retentionDays !== null && (
          <Field
            label="Days"
            error={problems.retention_days}
            hint="What is older is forgotten."
            className="w-44"
          >
            <Input
              inputMode="numeric"
              value={form.retentionDays}
              onChange={({ target }) => onChange({ retentionDays: target.value })}
            />
          </Field>
        )}
      </div>
    </div>
  );
}
