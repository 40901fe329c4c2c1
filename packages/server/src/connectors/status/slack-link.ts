/** The permalink of a message; a reply's names its thread, or Slack opens the channel. */
export function slackLink(
  workspaceUrl: string,
  channelId: string,
  ts: string,
  threadTs?: string,
): string {
  const link = new URL(`archives/${channelId}/p${ts.replace('.', '')}`, workspaceUrl);
  if (threadTs !== undefined && threadTs !== ts) {
    link.searchParams.set('thread_ts', threadTs);
    link.searchParams.set('cid', channelId);
  }
  return link.href;
}
