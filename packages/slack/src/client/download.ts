import { SlackError } from '../error.ts';
import type { SlackFile } from '../model.ts';
import { retryAfterMs } from './exchange.ts';
import { fileBody } from './file-body.ts';
import { isFileHost } from './file-hosts.ts';

export interface DownloadOptions {
  fetch: typeof fetch;
  apiUrl: string;
  /** none for an export, whose links carry their own */
  token?: string | undefined;
  /** bytes */
  cap: number;
  /** ms of real time until the answer begins */
  timeoutMs: number;
}

const redirects = 5;

/**
 * Opens a hosted file. The token goes to Slack's own hosts only, and so does the request: each
 * redirect is checked before it is followed. Throws `SlackError`, or the signal's reason.
 */
export async function download(
  file: SlackFile,
  options: DownloadOptions,
  signal?: AbortSignal,
): Promise<{ body: ReadableStream<Uint8Array>; contentType: string; size?: number }> {
  let url = checked(file.urlPrivate, undefined, file, options);
  for (let hop = 0; hop <= redirects; hop += 1) {
    const response = await ask(url, file, options, signal);
    if (response.status < 300 || response.status >= 400) {
      if (response.ok) return fileBody(response, file, options.cap);
      await response.body?.cancel();
      throw refused(response, file);
    }
    await response.body?.cancel();
    url = checked(response.headers.get('location') ?? undefined, url, file, options);
  }
  throw new SlackError('too_many_redirects', `File ${file.id} is redirected without end.`);
}

function checked(
  href: string | undefined,
  base: URL | undefined,
  file: SlackFile,
  { apiUrl }: DownloadOptions,
): URL {
  if (href === undefined || !URL.canParse(href, base?.href))
    throw new SlackError('file_without_url', `Slack gives no address for file ${file.id}.`);
  const url = new URL(href, base);
  if (!isFileHost(url, apiUrl))
    throw new SlackError(
      'unexpected_file_host',
      `File ${file.id} lies on a host that is not Slack's, so it was not fetched.`,
    );
  return url;
}

async function ask(
  url: URL,
  file: SlackFile,
  { fetch, token, timeoutMs }: DownloadOptions,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const watchdog = new AbortController();
  const timer = setTimeout(() => watchdog.abort(), timeoutMs);
  try {
    return await fetch(url, {
      headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, watchdog.signal]) : watchdog.signal,
    });
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw watchdog.signal.aborted
      ? new SlackError('request_timeout', `Slack did not answer for file ${file.id} in time.`)
      : new SlackError('network_error', `File ${file.id} could not be reached.`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

function refused(response: Response, file: SlackFile): SlackError {
  if (response.status === 429)
    return new SlackError('ratelimited', 'Slack asked to wait before the next file.', {
      retryAfterMs: retryAfterMs(response.headers),
    });
  const message = `Slack answered HTTP ${response.status} for file ${file.id}.`;
  if (response.status === 404 || response.status === 410)
    return new SlackError('file_not_found', message);
  return new SlackError(`http_${response.status}`, message);
}
