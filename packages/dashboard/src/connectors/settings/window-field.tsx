import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';

const presets: { name: string; days: string | null }[] = [
  { name: '7 days', days: '7' },
  { name: '30 days', days: '30' },
  { name: '90 days', days: '90' },
  { name: '1 year', days: '365' },
  { name: 'Everything', days: null },
];

/** How far back the backfill reaches: presets, any number of days, or everything. */
export function WindowField({
  days,
  onChange,
  error,
}: {
  days: string | null;
  onChange(days: string | null): void;
  error?: string | undefined;
}) {
  return (
    <div className="flex flex-col gap-2">
      <Field
        label="Backfill window, in days"
        error={error}
        hint={
          days === null
            ? 'Every message that Slack still has, back to the first one.'
            : 'Messages keep their own time, however late they are read.'
        }
      >
        <Input
          inputMode="numeric"
          value={days ?? ''}
          placeholder="Everything"
          onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
          className="w-36"
        />
      </Field>
      <div className="flex flex-wrap gap-1.5">
        {presets.map((preset) => (
          <Button
            key={preset.name}
            size="sm"
            aria-pressed={preset.days === days}
            onClick={() => onChange(preset.days)}
            className={cn(preset.days === days && 'border-accent bg-accent-wash')}
          >
            {preset.name}
          </Button>
        ))}
      </div>
    </div>
  );
}
