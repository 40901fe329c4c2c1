/** A moment that Slack shows in each reader's zone: the author's fallback, else UTC to the minute. */
export function date(seconds: number, fallback: string | undefined): string {
  if (fallback !== undefined && fallback.trim() !== '') return fallback.trim();
  const moment = new Date(seconds * 1000);
  if (Number.isNaN(moment.getTime())) return '';
  return `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
