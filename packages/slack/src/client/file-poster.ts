import { type Fields, fields, list, text } from '../parse/fields.ts';
import { isFileHost } from './file-hosts.ts';
import type { PostOutcome } from './post-outcome.ts';
import { slackApiUrl } from './web-api.ts';

/** One request under the budget of its method, as the poster makes them. */
export type Once = <T>(
  method: string,
  args: Fields,
  read: (body: Fields, method: string) => T,
  signal: AbortSignal | undefined,
  already?: string,
) => Promise<PostOutcome<T>>;

interface Options {
  apiUrl?: string;
  fetch?: typeof fetch;
}

/** Nobody sees bytes that were not shared: what failed before that may be done again. */
const againMs = 10_000;
const bytesTimeoutMs = 60_000;

/**
 * Files of ours in one workspace. A file is shared in two steps, so that after an unknown outcome it
 * is found again by the id that Slack gave it (D/messaging/working-with-files).
 */
export class FilePoster {
  readonly #once: Once;
  readonly #options: Options;

  constructor(once: Once, options: Options) {
    this.#once = once;
    this.#options = options;
  }

  /** Hands the bytes to Slack; nobody sees them yet. Answers Slack's id of the file. */
  async upload(
    file: { name: string; bytes: Uint8Array<ArrayBuffer> },
    signal?: AbortSignal,
  ): Promise<PostOutcome<string>> {
    const args = { filename: file.name, length: file.bytes.byteLength };
    const place = await this.#once('files.getUploadURLExternal', args, placeIn, signal);
    if (place.kind === 'unknown-outcome')
      return { kind: 'retry-later', ms: againMs, code: place.code };
    if (place.kind !== 'done') return place;
    const { id, url } = place.value;
    const { apiUrl = slackApiUrl, fetch: ask = globalThis.fetch } = this.#options;
    // bytes go to Slack's own hosts alone, whatever an answer says
    if (id === undefined || !url || !isFileHost(url, apiUrl)) return later('invalid_answer');
    const limits = [AbortSignal.timeout(bytesTimeoutMs), ...(signal ? [signal] : [])];
    try {
      const answer = await ask(url, {
        method: 'POST',
        body: file.bytes,
        redirect: 'error',
        signal: AbortSignal.any(limits),
      });
      await answer.body?.cancel();
      return answer.ok ? { kind: 'done', value: id } : later(`http_${answer.status}`);
    } catch (error) {
      signal?.throwIfAborted();
      return later(error instanceof Error ? error.name : 'network_error');
    }
  }

  /** Shows an uploaded file in a thread. */
  share(
    file: { id: string; title: string; channel: string; threadTs: string },
    signal?: AbortSignal,
  ): Promise<PostOutcome<undefined>> {
    const { id, title, channel, threadTs } = file;
    const args = { files: [{ id, title }], channel_id: channel, thread_ts: threadTs };
    return this.#once('files.completeUploadExternal', args, nothing, signal);
  }

  /** Whether a file is shown anywhere; null: Slack knows none by that id. */
  async isShared(id: string, signal?: AbortSignal): Promise<PostOutcome<boolean | null>> {
    const found = await this.#once('files.info', { file: id }, hasShares, signal);
    const isGone =
      found.kind !== 'done' && (found.code === 'file_not_found' || found.code === 'file_deleted');
    return isGone ? { kind: 'done', value: null } : found;
  }

  /** Wherever it is shown. */
  async delete(id: string, signal?: AbortSignal): Promise<PostOutcome<undefined>> {
    const gone = await this.#once('files.delete', { file: id }, nothing, signal, 'file_deleted');
    return gone.kind !== 'done' && gone.code === 'file_not_found'
      ? { kind: 'done', value: undefined }
      : gone;
  }
}

function later(code: string): PostOutcome<never> {
  return { kind: 'retry-later', ms: againMs, code };
}

function placeIn(body: Fields): { id: string | undefined; url: URL | null } {
  return { id: text(body.file_id), url: URL.parse(text(body.upload_url) ?? '') };
}

function hasShares(body: Fields): boolean {
  const file = fields(body.file);
  const shares = fields(file.shares);
  const channels = [...list(file.channels), ...list(file.groups)];
  return (
    channels.length > 0 || Object.values(shares).some((at) => Object.keys(fields(at)).length > 0)
  );
}

function nothing(): undefined {}
