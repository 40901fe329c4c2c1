import { type Span, type WorkingHours, weekdays } from '@belay/contract/desk/hours';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** What the clocks of a zone show, minute by minute, as ICU tells it. */
export interface Clocks {
  zone: string;
  from: number;
  /** wall times, as if they were UTC */
  walls: number[];
}

export function clocksOf(zone: string, day: string, days: number): Clocks {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
  });
  const from = Date.parse(`${day}T00:00:00Z`) - days * dayMs;
  const walls = Array.from({ length: (2 * days * dayMs) / minuteMs }, (_, index) => {
    const parts = new Map(
      format.formatToParts(from + index * minuteMs).map(({ type, value }) => [type, Number(value)]),
    );
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  });
  return { zone, from, walls };
}

/** Whether it is open in each minute of the clocks: by looking at each of them. */
export function openMinutes({ walls }: Clocks, { week, holidays }: WorkingHours): boolean[] {
  const open = walls.map(() => false);
  const first = Math.floor((walls[0] ?? 0) / dayMs);
  const last = Math.floor((walls.at(-1) ?? 0) / dayMs);
  for (let day = first; day <= last; day++) {
    const date = new Date(day * dayMs).toISOString().slice(0, 10);
    const weekday = weekdays[(new Date(day * dayMs).getUTCDay() + 6) % 7] ?? 'mon';
    const special = holidays.find((holiday) => holiday.date === date);
    for (const span of special?.spans ?? week[weekday]) {
      const [from, to] = minutesOf(walls, day, span);
      for (let minute = Math.max(from, 0); minute < Math.min(to, open.length); minute++)
        open[minute] = true;
    }
  }
  return open;
}

function minutesOf(walls: number[], day: number, { from, to }: Span): [number, number] {
  const start = day * dayMs + wall(from);
  const end = day * dayMs + wall(to) + (to <= from ? dayMs : 0);
  const begin = walls.indexOf(start);
  const close = walls.lastIndexOf(end);
  return [begin < 0 ? skipped(walls, start) : begin, close < 0 ? skipped(walls, end) : close];
}

/** A wall time that no clock shows: as much after the last one before it as it would have been. */
function skipped(walls: number[], wanted: number): number {
  if (wanted < (walls[0] ?? 0)) return -1;
  const after = walls.findIndex((shown) => shown > wanted);
  if (after < 0) return walls.length;
  return after - 1 + (wanted - (walls[after - 1] ?? wanted)) / minuteMs;
}

function wall(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return (hour * 60 + minute) * minuteMs;
}
