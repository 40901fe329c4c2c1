import type { WorkingHours } from '@belay/contract/desk/hours';
import { Copy } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { SpansField } from './spans-field.tsx';
import { days, dayWords } from './usual-hours.ts';

/** The spans of each day of a week. */
export function WeekField({
  week,
  onChange,
}: {
  week: WorkingHours['week'];
  onChange(week: WorkingHours['week']): void;
}) {
  const { problem, mayManage } = useAgentEditor();
  const monday = week.mon;
  return (
    <div className="flex flex-col">
      {days.map((day) => {
        const error = problem(`hours.week.${day}`);
        return (
          <div key={day} className="border-b border-line py-2 first:pt-0 last:border-0">
            <div className="grid items-baseline gap-x-4 gap-y-1 sm:grid-cols-[6.5rem_minmax(0,1fr)]">
              <span className="font-medium">{dayWords[day]}</span>
              <SpansField
                name={dayWords[day]}
                spans={week[day]}
                onChange={(spans) => onChange({ ...week, [day]: spans })}
              />
            </div>
            {error && (
              <p role="alert" className="mt-1 text-sm text-bad">
                {error}
              </p>
            )}
          </div>
        );
      })}
      {mayManage && monday.length > 0 && (
        <div className="pt-2">
          <Button
            look="ghost"
            size="sm"
            onClick={() =>
              onChange({ ...week, tue: monday, wed: monday, thu: monday, fri: monday })
            }
          >
            <Copy /> Tuesday to Friday like Monday
          </Button>
        </div>
      )}
    </div>
  );
}
