import { ApiError } from './api-error.ts';

/** An error as a person reads it: what happened, what to do, what to quote (null: nothing to quote). */
export function errorWords(error: unknown): {
  title: string;
  message: string;
  quote: string | null;
} {
  if (!(error instanceof ApiError)) {
    const stale =
      error instanceof Error && /dynamically imported|module script/i.test(error.message);
    if (stale)
      return {
        title: 'Belay was updated',
        message: 'A part of this page is no longer served. Reload the page to get the new version.',
        quote: null,
      };
    return {
      title: 'This page failed',
      message: 'Belay ran into something that it did not expect. Trying again may help.',
      quote: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    };
  }
  const quote = error.requestId ? `${error.code} ${error.requestId}` : error.code;
  if (error.code === 'OFFLINE')
    return { title: 'No connection to Belay', message: error.message, quote: null };
  if (error.status === 403) return { title: 'Not allowed', message: error.message, quote };
  if (error.status === 404) return { title: 'Not found', message: error.message, quote };
  return { title: 'That did not work', message: error.message, quote };
}
