import type { PostOutcome } from '@belay/slack/client/post-outcome';
import type { SlackPoster } from '@belay/slack/client/poster';
import type { Lane, OutboxPlace } from '../outbox/lane.ts';
import { readUploads, type Upload } from './read-uploads.ts';

/** After so many tries the link in the line has to do. */
const mostAttempts = 6;
/** After an outcome that nobody knows: Slack shows a file some moments after it was shared. */
const lookMs = 2_000;
/** Some files at once would hold their bytes at once. */
const longestBytes = 32 * 1024 * 1024;

interface Next {
  state?: 'waiting' | 'sharing' | 'shared' | 'done';
  /** absent: it stays; null: forgotten */
  slackFile?: string | null;
  /** ms until it is tried again */
  waitMs?: number;
}

/** Shows files in the thread after their line, and takes them out of Slack again; one at a time. */
export const filesLane: Lane = {
  name: 'files',
  async run(place, signal) {
    for (;;) {
      const uploads = await readUploads(place.ctx.pool, place, place.now());
      if (uploads.length === 0) return undefined;
      const poster = await place.poster();
      for (const upload of uploads) {
        if (signal.aborted || !place.isOurs()) return undefined;
        await settle(place, upload, await step(place, poster, upload, signal));
      }
    }
  },
};

function step(
  place: OutboxPlace,
  poster: SlackPoster,
  upload: Upload,
  signal: AbortSignal,
): Promise<Next> {
  if (!upload.wanted) return remove(poster, upload, signal);
  if (!upload.is_said) return Promise.resolve({ state: 'done' });
  return upload.state === 'sharing'
    ? look(poster, upload, signal)
    : send(place, poster, upload, signal);
}

/** Bytes first, which nobody sees; then, written down by whose id it is found again, the share. */
async function send(
  place: OutboxPlace,
  poster: SlackPoster,
  upload: Upload,
  signal: AbortSignal,
): Promise<Next> {
  const { name, blob, size_bytes: size } = upload;
  if (name === null || blob === null || size === null || size > longestBytes)
    return { state: 'done' };
  const bytes = new Uint8Array(
    await new Response(place.ctx.blobs.read(place.tenant, blob)).arrayBuffer(),
  );
  const sent = await poster.files.upload({ name, bytes }, signal);
  if (sent.kind !== 'done') return failed(sent, 'waiting');
  await settle(place, upload, { state: 'sharing', slackFile: sent.value });
  return share(poster, { ...upload, slack_file: sent.value }, signal);
}

async function share(poster: SlackPoster, upload: Upload, signal: AbortSignal): Promise<Next> {
  const { slack_file: id, channel, thread_ts: threadTs, name } = upload;
  if (id === null || threadTs === null)
    return { state: 'waiting', slackFile: null, waitMs: lookMs };
  const shared = await poster.files.share({ id, title: name ?? id, channel, threadTs }, signal);
  return shared.kind === 'done' ? { state: 'shared' } : failed(shared, 'sharing');
}

/** After a crash, or an outcome that nobody knows: it may be there. */
async function look(poster: SlackPoster, upload: Upload, signal: AbortSignal): Promise<Next> {
  const found = await poster.files.isShared(upload.slack_file ?? '', signal);
  if (found.kind !== 'done') return failed(found, 'sharing');
  if (found.value === true) return { state: 'shared' };
  // bytes that Slack holds and shows nowhere are shared now; what it knows nothing of begins anew
  return found.value === false
    ? share(poster, upload, signal)
    : { state: 'waiting', slackFile: null, waitMs: lookMs };
}

async function remove(poster: SlackPoster, upload: Upload, signal: AbortSignal): Promise<Next> {
  if (upload.slack_file === null) return { state: 'done' };
  const gone = await poster.files.delete(upload.slack_file, signal);
  // for as long as it takes: nothing may stay
  if (gone.kind === 'done') return { state: 'done' };
  return { waitMs: gone.kind === 'retry-later' ? gone.ms : lookMs * 30 };
}

function failed(
  outcome: Exclude<PostOutcome<unknown>, { kind: 'done' }>,
  state: 'waiting' | 'sharing',
): Next {
  switch (outcome.kind) {
    case 'retry-later':
      return { state, waitMs: Math.max(outcome.ms, 1) };
    case 'unknown-outcome':
      return { state, waitMs: lookMs };
    default:
      return { state: 'done' };
  }
}

async function settle(place: OutboxPlace, upload: Upload, next: Next): Promise<void> {
  const { state = upload.state, slackFile, waitMs = 0 } = next;
  const isHopeless =
    upload.wanted &&
    (state === 'waiting' || state === 'sharing') &&
    upload.attempts >= mostAttempts;
  // whoever doesn't want it any more meanwhile is heard: that member is never written here, and
  // what was given up may be there
  await place.ctx.pool.query({
    name: 'slack-settle-upload',
    text: `update slack_upload set attempts = attempts + $6::int,
             state = case when $8 and not wanted and $3 = 'done' then 'shared' else $3 end,
             next_at = case when $8 and not wanted then null else $5::timestamptz end,
             slack_file = case when $7 then $4 else slack_file end
           where tenant = $1 and id = $2`,
    values: [
      ...[place.tenant, upload.id, isHopeless ? 'done' : state, slackFile ?? null],
      ...[waitMs > 0 ? new Date(place.now() + waitMs) : null, waitMs > 0 ? 1 : 0],
      ...[slackFile !== undefined, upload.wanted],
    ],
  });
}
