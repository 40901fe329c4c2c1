import type { Experience } from './read-experience.ts';

/** Addresses of workspaces by team id, as the connectors know them. */
export type Workspaces = ReadonlyMap<string, string>;

type Place = Pick<Experience, 'channelId' | 'teamId' | 'workspace' | 'ts' | 'threadTs'>;

/** The message in Slack (or in the sandbox), undefined where the labels don't lead anywhere. */
export function sourceLink(place: Place, workspaces: Workspaces): string | undefined {
  const { channelId, teamId, workspace, ts, threadTs } = place;
  if (!channelId || !ts || !/^[A-Z0-9]+$/.test(channelId) || !/^\d+\.\d+$/.test(ts))
    return undefined;
  const base = (teamId && workspaces.get(teamId)) || domainAddress(workspace);
  if (base === undefined) return undefined;
  const link = new URL(`/archives/${channelId}/p${ts.replace('.', '')}`, base);
  if (threadTs && threadTs !== ts) {
    link.searchParams.set('thread_ts', threadTs);
    link.searchParams.set('cid', channelId);
  }
  return link.href;
}

/** A label is somebody's text: only a plain domain becomes part of an address. */
function domainAddress(domain: string | undefined): string | undefined {
  return domain && /^[a-z0-9][a-z0-9-]{0,62}$/.test(domain)
    ? `https://${domain}.slack.com/`
    : undefined;
}
