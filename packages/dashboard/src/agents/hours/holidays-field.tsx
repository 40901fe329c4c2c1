import type { WorkingHours } from '@belay/contract/desk/hours';
import { Plus, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { SpansField } from './spans-field.tsx';

type Holiday = WorkingHours['holidays'][number];

/** Dates on which the week doesn't count: closed, or with hours of their own. */
export function HolidaysField({
  holidays,
  onChange,
}: {
  holidays: Holiday[];
  onChange(holidays: Holiday[]): void;
}) {
  const { problem, mayManage } = useAgentEditor();
  const change = (index: number, next: Holiday) =>
    onChange(holidays.map((one, at) => (at === index ? next : one)));
  return (
    <div className="flex flex-col gap-3">
      {holidays.length === 0 && <p className="text-soft">No holidays.</p>}
      {holidays.map((holiday, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; its date changes as it is typed
          key={index}
          className="flex flex-wrap items-start gap-2 border-b border-line pb-3 last:border-0 last:pb-0"
        >
          <Field
            label={<span className="sr-only">Date of holiday {index + 1}</span>}
            error={problem(`hours.holidays.${index}`)}
            className="gap-0"
          >
            <Input
              type="date"
              value={holiday.date}
              onChange={({ target }) => change(index, { ...holiday, date: target.value })}
              className="w-38"
            />
          </Field>
          <Input
            aria-label={`Name of holiday ${index + 1}`}
            value={holiday.name ?? ''}
            maxLength={80}
            placeholder="Name"
            onChange={({ target }) => change(index, named(holiday, target.value))}
            className="w-44"
          />
          {mayManage && (
            <Button
              look="ghost"
              size="icon"
              aria-label={`Remove holiday ${holiday.name ?? holiday.date}`}
              onClick={() => onChange(holidays.filter((_, at) => at !== index))}
            >
              <X />
            </Button>
          )}
          <div className="basis-full">
            <SpansField
              name={holiday.name ?? (holiday.date || `holiday ${index + 1}`)}
              spans={holiday.spans}
              onChange={(spans) => change(index, { ...holiday, spans })}
            />
          </div>
        </div>
      ))}
      {mayManage && holidays.length < 366 && (
        <div>
          <Button size="sm" onClick={() => onChange([...holidays, { date: '', spans: [] }])}>
            <Plus /> Add a holiday
          </Button>
        </div>
      )}
    </div>
  );
}

/** A name of nothing is no name. */
function named({ name: _former, ...rest }: Holiday, name: string): Holiday {
  return name === '' ? rest : { ...rest, name };
}
