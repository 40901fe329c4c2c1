/** What the browser brings back from Slack's consent page: a code, never words of an address. */
export const returnCodes = [
  'connected',
  'access_denied',
  'needs_approval',
  'expired',
  'other_browser',
  'other_person',
  'workspace_taken',
  'missing_scope',
  'no_permission',
  'failed',
] as const;
export type ReturnCode = (typeof returnCodes)[number];

export interface ReturnSearch {
  slack?: ReturnCode;
  /** Slack's own word for it */
  slack_error?: string;
}

/** Takes from the page's address what it knows, and nothing else. */
export function returnSearch(search: Record<string, unknown>): ReturnSearch {
  const code = returnCodes.find((one) => one === search.slack);
  if (!code) return {};
  const { slack_error: own } = search;
  return {
    slack: code,
    ...(typeof own === 'string' && /^[a-z_]{1,60}$/.test(own) && { slack_error: own }),
  };
}
