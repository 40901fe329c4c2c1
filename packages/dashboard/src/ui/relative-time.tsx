import { exactTime, timeWords } from './time-words.ts';
import { Tooltip } from './tooltip.tsx';
import { useNow } from './use-now.ts';

/** "40 s ago", kept current, with the exact time in the viewer's zone on hover. `none` stands for null. */
export function RelativeTime({
  at,
  none = '–',
  className,
}: {
  /** ISO 8601 */
  at: string | null;
  none?: string;
  className?: string;
}) {
  const now = useNow();
  if (at === null) return <span className={className}>{none}</span>;
  const instant = Date.parse(at);
  return (
    <Tooltip text={exactTime(instant)}>
      <time dateTime={at} className={className}>
        {timeWords(instant, now)}
      </time>
    </Tooltip>
  );
}
