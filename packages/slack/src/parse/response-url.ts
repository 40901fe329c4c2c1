/** Where Slack takes answers to interactions. */
const hosts: ReadonlySet<string> = new Set(['hooks.slack.com', 'hooks.slack-gov.com']);

/**
 * The address for answers, if it is one of Slack's own over https, or lies on the server that
 * `apiUrl` names. Anything else is dropped: a body that somebody forged must not choose where we
 * send requests to.
 */
export function responseUrl(raw: unknown, apiUrl?: string): string | undefined {
  const url = typeof raw === 'string' && raw.length <= 2000 ? URL.parse(raw) : null;
  if (url?.username !== '' || url.password !== '') return undefined;
  const isSlack = url.protocol === 'https:' && url.port === '' && hosts.has(url.hostname);
  const own = apiUrl === undefined ? null : URL.parse(apiUrl);
  const isOwn = own !== null && /^https?:$/.test(own.protocol) && own.origin === url.origin;
  return isSlack || isOwn ? url.href : undefined;
}
