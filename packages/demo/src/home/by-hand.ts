const usual = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\]):3141$/;

/**
 * What one pastes into a terminal, in Belay's folder, to sync into the memory at `url`. `init`
 * keeps the address, so that only it has to be told one that is not the usual.
 */
export function byHand(url: string, slack: { apiUrl?: string; botToken: string }): string[] {
  const memory = usual.test(url) ? '' : `CORTEXDB_URL=${url} `;
  const api = slack.apiUrl === undefined ? '' : `SLACK_API_URL=${slack.apiUrl} `;
  return [
    `${memory}npx cortexdb init`,
    `${api}SLACK_BOT_TOKEN=${slack.botToken} npx cortexdb-sync sync slack`,
    'npx cortexdb recall "what did we decide?"',
  ];
}
