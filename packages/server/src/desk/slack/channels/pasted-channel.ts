/** What somebody typed or pasted into a picker. */
export type Pasted =
  | { kind: 'words'; words: string }
  | { kind: 'id'; id: string }
  /** of a workspace that is not this one */
  | { kind: 'elsewhere' };

const channelId = /^[CG][A-Z0-9]{6,20}$/;

/**
 * A name, part of one, an id, `<#C…|name>` as Slack copies a mention, or a link to a channel or to a
 * message in it: of the workspace itself, of Slack's web client or its desktop app.
 */
export function pastedChannel(
  query: string,
  { domain, url, teamId }: { domain: string; url: string; teamId: string },
): Pasted {
  const typed = query.trim();
  const mention = /^<#([A-Z0-9]+)(\|[^>]*)?>$/.exec(typed)?.[1];
  const id = mention ?? typed.toUpperCase();
  if (channelId.test(id) && (mention !== undefined || typed === id || /\d/.test(id)))
    return { kind: 'id', id };
  const link = URL.parse(typed.replace(/^<|[|>].*$/g, ''));
  if (!link || !['http:', 'https:', 'slack:'].includes(link.protocol))
    return { kind: 'words', words: typed.replace(/^#/, '') };
  return linked(link, { domain, url, teamId }) ?? { kind: 'words', words: typed };
}

function linked(
  link: URL,
  here: { domain: string; url: string; teamId: string },
): Pasted | undefined {
  if (link.protocol === 'slack:')
    return placed(link.searchParams.get('id'), link.searchParams.get('team') === here.teamId);
  const client = /^\/client\/([A-Z0-9]+)\/([A-Z0-9]+)/.exec(link.pathname);
  // an org-wide app's people are sent to the organisation's id
  if (client) return placed(client[2], client[1] === here.teamId || /^E/.test(client[1] ?? ''));
  const archive = /\/archives\/([A-Z0-9]+)/.exec(link.pathname);
  if (!archive) return undefined;
  const isHere =
    link.host === URL.parse(here.url)?.host ||
    link.hostname === `${here.domain}.slack.com` ||
    link.hostname.endsWith('.enterprise.slack.com');
  return placed(archive[1], isHere);
}

function placed(id: string | null | undefined, isHere: boolean): Pasted | undefined {
  if (id === null || id === undefined || !channelId.test(id)) return undefined;
  return isHere ? { kind: 'id', id } : { kind: 'elsewhere' };
}
