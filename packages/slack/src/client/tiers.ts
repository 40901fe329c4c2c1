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

/**
 * Of what writes. Slack promises "several hundred" messages a minute for a workspace; one a second
 * for each channel is the affair of whoever queues them.
 */
const writing: Readonly<Record<string, number>> = {
  'chat.postMessage': 300,
  'chat.update': 50,
  'chat.delete': 50,
  'chat.postEphemeral': 100,
  'files.completeUploadExternal': 100,
  'files.delete': 50,
  'files.getUploadURLExternal': 100,
  'files.info': 100,
  'reactions.add': 50,
  'reactions.remove': 20,
  'views.open': 100,
  'views.publish': 100,
  'views.update': 100,
};

/** Undefined where Slack publishes no limit: file downloads. */
export function documentedRate(method: string): number | undefined {
  return perMinute[method] ?? writing[method];
}

/** Of reading, for plans of how long something will take. */

export const limitedMethods: readonly string[] = Object.keys(perMinute);
