import { ArchiveWorkspace } from '@belay/slack/archive/archive-workspace';
import type { Report } from '@belay/slack/archive/problem';
import { SlackError } from '@belay/slack/error';
import type { WorkspaceIdentity } from '@belay/slack/model';
import type { Cli } from '../door/cli.ts';
import { CliError } from '../door/cli-error.ts';
import { usageError } from '../door/program.ts';
import { openWorkspace } from './open-workspace.ts';
import type { SlackSettings } from './slack-settings.ts';

/**
 * An export that knows whose it is: team and domain from flags, else from the token's workspace,
 * the team else from users.json. Unknown is refused, and so is a token of another workspace: keys
 * and actors are made of both (SYN-8).
 */
export async function openArchive(
  path: string,
  flags: { workspace?: string; team?: string },
  settings: SlackSettings,
  cli: Cli,
  report: Report,
): Promise<ArchiveWorkspace> {
  const live =
    settings.token && !(flags.workspace && flags.team)
      ? await openWorkspace(settings, cli).identity(cli.signal)
      : undefined;
  const domain = flags.workspace ?? live?.domain;
  const open = (teamId: string | undefined) =>
    ArchiveWorkspace.open(path, {
      report,
      ...(domain === undefined ? {} : { domain }),
      ...(teamId === undefined ? {} : { teamId }),
      ...(settings.token === undefined ? {} : { token: settings.token }),
      ...(settings.apiUrl === undefined ? {} : { apiUrl: settings.apiUrl }),
    });
  const archive = await opened(open(flags.team), path);
  const identity = await whose(archive);
  if (identity) {
    if (!live || flags.team || identity.teamId === live.teamId) return archive;
    archive.close();
    throw usageError(
      `The export is of team ${identity.teamId}, the Slack token of ${live.teamId} (${live.domain}).`,
      'Use a token of the same workspace, or none and --workspace <domain>.',
    );
  }
  archive.close();
  if (live) return opened(open(live.teamId), path);
  throw usageError(
    'The export does not tell whose it is.',
    'Add --workspace <domain> (the part before .slack.com) and, if that is not enough, --team T…; or set SLACK_BOT_TOKEN of that workspace.',
  );
}

async function opened(opening: Promise<ArchiveWorkspace>, path: string): Promise<ArchiveWorkspace> {
  try {
    return await opening;
  } catch (cause) {
    if (!(cause instanceof SlackError)) throw cause;
    throw new CliError(
      'NOT_AN_EXPORT',
      `${path} can’t be read as a Slack export: ${cause.message}`,
      {
        next: 'Download the export again from your workspace’s Import/Export page and give the ZIP as it is.',
        cause,
      },
    );
  }
}

async function whose(archive: ArchiveWorkspace): Promise<WorkspaceIdentity | undefined> {
  try {
    return await archive.identity();
  } catch (error) {
    if (error instanceof SlackError && error.code === 'unknown_workspace') return undefined;
    throw error;
  }
}
