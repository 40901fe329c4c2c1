import type { WorkingHours } from '@belay/contract/desk/hours';
import { Card } from '../../ui/card.tsx';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { ReadOnlyNote } from '../form/read-only-note.tsx';
import { HolidaysField } from './holidays-field.tsx';
import { HoursPreviewCard } from './hours-preview-card.tsx';
import { usualHours } from './usual-hours.ts';
import { WeekField } from './week-field.tsx';
import { ZoneField } from './zone-field.tsx';

/** When people answer: the agent knows it before it promises anything. */
export function HoursTab() {
  const { settings, change, mayManage } = useAgentEditor();
  const { hours } = settings;
  const set = (next: Partial<WorkingHours>) => {
    if (hours) change({ hours: { ...hours, ...next } });
  };
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <fieldset disabled={!mayManage} className="flex min-w-0 flex-col gap-5">
        <ReadOnlyNote what="the hours" />
        <ChoiceCards<'always' | 'hours'>
          label="When people answer"
          value={hours ? 'hours' : 'always'}
          onChange={(value) =>
            change({ hours: value === 'always' ? null : (hours ?? usualHours(ownZone())) })
          }
          options={[
            {
              value: 'always',
              title: 'Always',
              text: 'Visitors are told that somebody comes, at any time.',
              disabled: !mayManage,
            },
            {
              value: 'hours',
              title: 'In working hours',
              text: 'Outside of them visitors are told when you are back.',
              disabled: !mayManage,
            },
          ]}
        />
        {hours && (
          <>
            <Card
              title="Week"
              text="Several spans a day. One that ends before it begins goes on into the next day."
            >
              <div className="flex flex-col gap-4">
                <ZoneField zone={hours.zone} onChange={(zone) => set({ zone })} />
                <WeekField week={hours.week} onChange={(week) => set({ week })} />
              </div>
            </Card>
            <Card title="Holidays" text="On these dates the week does not count.">
              <HolidaysField holidays={hours.holidays} onChange={(holidays) => set({ holidays })} />
            </Card>
          </>
        )}
      </fieldset>
      <HoursPreviewCard hours={hours} />
    </div>
  );
}

function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
