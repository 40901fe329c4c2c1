const slackDomains = ['slack.com', 'slack-gov.com', 'slack-files.com', 'slack-files-gov.com'];

/**
 * Whether a URL may be asked for file bytes, and with them be shown the token: Slack's own hosts
 * over https, and the origin of the API that was configured.
 */
export function isFileHost(url: URL, apiUrl: string): boolean {
  if (url.username !== '' || url.password !== '') return false;
  if (url.origin === new URL(apiUrl).origin) return true;
  if (url.protocol !== 'https:' || url.port !== '') return false;
  return slackDomains.some(
    (domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`),
  );
}
