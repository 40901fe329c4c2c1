/** The usual times to come back, in the viewer's zone. Pure but for that zone. */
export function snoozeTimes(now: Date): { label: string; at: Date }[] {
  const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  const morning = (days: number) => {
    const at = new Date(now);
    at.setDate(at.getDate() + days);
    at.setHours(9, 0, 0, 0);
    return at;
  };
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { label: 'In 1 hour', at: inHours(1) },
    { label: 'In 3 hours', at: inHours(3) },
    { label: 'Tomorrow morning', at: morning(1) },
    ...(toMonday > 1 ? [{ label: 'On Monday morning', at: morning(toMonday) }] : []),
    { label: 'In a week', at: morning(7) },
  ].filter(({ at }, index, all) => all.findIndex((each) => +each.at === +at) === index);
}

/** What a `datetime-local` field holds, as an instant in the viewer's zone. Pure but for that zone. */
export function fieldMoment(value: string): Date | null {
  const at = new Date(value);
  return value === '' || Number.isNaN(at.getTime()) ? null : at;
}
