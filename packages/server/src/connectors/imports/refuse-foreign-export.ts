import { BelayError } from '@belay/contract/error';
import { ArchiveWorkspace } from '@belay/slack/archive/archive-workspace';
import { SlackError } from '@belay/slack/error';

/** Throws 422 for what is no Slack export, or another workspace's: told at once, not when it is read. */
export async function refuseForeignExport(
  path: string,
  workspace: { team_id: string; team_name: string; domain: string },
): Promise<void> {
  const archive = await opened(path, workspace.domain);
  try {
    const { teamId } = await archive.identity();
    if (teamId === workspace.team_id) return;
    throw refused(
      `The export is of the workspace ${teamId}, and this connector follows ${workspace.team_name} (${workspace.team_id}). Upload an export of that one.`,
      'another workspace',
    );
  } catch (error) {
    // it doesn't tell whose it is: then it is taken for this workspace's
    if (!(error instanceof SlackError) || error.code !== 'unknown_workspace') throw error;
  } finally {
    archive.close();
  }
}

async function opened(path: string, domain: string): Promise<ArchiveWorkspace> {
  try {
    return await ArchiveWorkspace.open(path, { domain });
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    throw refused(
      `${error.message.replace(/\.?$/, '.')} Upload the export as Slack gave it to you, unopened.`,
      'not a Slack export',
    );
  }
}

function refused(message: string, reason: string): BelayError {
  return new BelayError('INVALID_BODY', message, { field: 'body', reason });
}
