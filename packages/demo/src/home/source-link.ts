import type { Remembered } from '../follow/remembered.ts';

/** The permalink of a message in the sandbox, in the form of Slack's own. */
export function sourceLink(
  sandbox: string,
  one: Pick<Remembered, 'channelId' | 'ts' | 'threadTs'>,
): string {
  const link = new URL(
    `/archives/${encodeURIComponent(one.channelId)}/p${one.ts.replace('.', '')}`,
    sandbox,
  );
  if (one.threadTs) link.searchParams.set('thread_ts', one.threadTs);
  return link.href;
}
