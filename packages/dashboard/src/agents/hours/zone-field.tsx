import { useMemo } from 'react';
import { Combobox } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useAgentEditor } from '../form/agent-editor.tsx';

/** The zone in which the hours are wall times, found by typing; says what time it is there. */
export function ZoneField({ zone, onChange }: { zone: string; onChange(zone: string): void }) {
  const { problem, mayManage } = useAgentEditor();
  const now = useNow(60_000);
  const options = useMemo(() => zonesWith(zone).map((value) => ({ value, label: value })), [zone]);
  return (
    <Field
      label="Time zone"
      hint={`It is ${timeThere(zone, now)} there.`}
      error={problem('hours.zone')}
      className="max-w-sm"
    >
      {mayManage ? (
        <Combobox
          options={options}
          value={[zone]}
          onChange={([chosen]) => chosen && onChange(chosen)}
          searchPlaceholder="Berlin, Tokyo…"
          empty="No zone is called so."
        />
      ) : (
        <output>{zone}</output>
      )}
    </Field>
  );
}

function zonesWith(zone: string): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return [...new Set([zone, 'UTC', ...known])];
}

function timeThere(zone: string, now: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);
}
