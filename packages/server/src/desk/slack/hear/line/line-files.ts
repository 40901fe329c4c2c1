import { BelayError } from '@belay/contract/error';
import { download } from '@belay/slack/client/download';
import { slackApiUrl } from '@belay/slack/client/web-api';
import { SlackError } from '@belay/slack/error';
import type { Message, SlackFile } from '@belay/slack/model';
import type { Context } from '../../../../context.ts';
import { installationAccess } from '../../../../slack-app/install/installation-token.ts';
import { largestFile } from '../../../files/check-bytes.ts';
import { keepFile } from '../../../files/keep-file.ts';
import { Later } from '../store/later.ts';
import { changeLine } from './change-line.ts';
import type { LineRow } from './line-row.ts';

const patienceMs = 20_000;
/** As many as a reply may have. */
const mostFiles = 10;

/** Whether a file can be passed on by what Slack says of it; its bytes are looked at when it is sent. */
export function mayBePassed({ mode, size, urlPrivate }: SlackFile): boolean {
  return (
    (mode === 'hosted' || mode === 'snippet') && size <= largestFile && urlPrivate !== undefined
  );
}

/**
 * Brings the files of a line here, each once: what was brought before a crash is not brought again.
 * `refused`: one of them can't be passed on. Throws `Later` while Slack can't be asked.
 */
export async function bringFiles(
  ctx: Context,
  row: LineRow,
  message: Message,
  person: string,
): Promise<{ files: string[]; refused: boolean }> {
  const wanted = message.files.slice(0, mostFiles);
  const brought: Record<string, string> = { ...row.files };
  let refused = message.files.length > mostFiles;
  for (const file of wanted) {
    if (brought[file.id] !== undefined) continue;
    const kept = mayBePassed(file) ? await bring(ctx, row, file, person) : undefined;
    if (kept === undefined) refused = true;
    else {
      brought[file.id] = kept;
      await changeLine(ctx.pool, row, ['waiting'], { files: brought });
    }
  }
  return { files: wanted.flatMap(({ id }) => brought[id] ?? []), refused };
}

async function bring(
  ctx: Context,
  { tenant, installation }: LineRow,
  file: SlackFile,
  person: string,
): Promise<string | undefined> {
  try {
    const { token, apiUrl = slackApiUrl } = await installationAccess(ctx, tenant, installation);
    const { body } = await download(
      file,
      { fetch, apiUrl, token, cap: largestFile, timeoutMs: patienceMs },
      AbortSignal.any([ctx.stopping, AbortSignal.timeout(3 * patienceMs)]),
    );
    const { id } = await keepFile(ctx, tenant, { person }, file.name, body);
    return id;
  } catch (error) {
    if (isForGood(error)) return undefined;
    throw new Later('a file of a line can’t be fetched yet', { cause: error });
  }
}

/** Another try brings nothing else: what kind of file it is, how large, or that it isn't for us. */
function isForGood(error: unknown): boolean {
  if (error instanceof BelayError) return !error.retriable;
  if (!(error instanceof SlackError)) return false;
  return !/^(ratelimited|request_timeout|network_error|http_5\d\d)$/.test(error.code);
}
