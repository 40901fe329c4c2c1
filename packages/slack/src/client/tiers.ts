/**
 * Requests per minute that Slack documents for one method, app and workspace. History and replies
 * hold for internal and Marketplace apps; others are clamped to 1, which shows in the answers.
 */
const perMinute: Readonly<Record<string, number>> = {
  'auth.test': 100,
  'conversations.history': 50,
  'conversations.replies': 50,
  'conversations.info': 50,
  'conversations.join': 50,
  'conversations.list': 20,
  'reactions.get': 50,
  'team.info': 50,
  'usergroups.list': 20,
  'users.info': 100,
  'users.list': 20,
};

/** Undefined where Slack publishes no limit: file downloads. */
export function documentedRate(method: string): number | undefined {
  return perMinute[method];
}

export const limitedMethods: readonly string[] = Object.keys(perMinute);
