import { useMemo, useState } from 'react';
import { Combobox } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useAgentEditor } from '../form/agent-editor.tsx';

/** The zone in which the hours are wall times, found by typing; says what time it is there. */
export function ZoneField({ zone, onChange }: { zone: string; onChange(zone: string): void }) {
  const { problem, mayManage } = useAgentEditor();
  const now = useNow(60_000);
  const [query, setQuery] = useState('');
  const options = useMemo(
    () => foundZones(zone, query).map((value) => ({ value, label: value })),
    [zone, query],
  );
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
          onQuery={setQuery}
          searchPlaceholder="Berlin, Tokyo…"
          empty="No zone is called so."
        />
      ) : (
        <output>{zone}</output>
      )}
    </Field>
  );
}

/** There are hundreds: as many as somebody looks through. */
const mostShown = 50;

/** The zones whose name has all of these words, the chosen one and UTC first. */
function foundZones(zone: string, query: string): string[] {
  const words = query.toLowerCase().split(/[\s/_]+/);
  return [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
    .filter((name) => words.every((word) => name.toLowerCase().includes(word)))
    .slice(0, mostShown);
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
