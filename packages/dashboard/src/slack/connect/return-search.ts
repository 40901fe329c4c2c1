import type { SlackInstallEnd } from '@belay/contract/desk/slack-install';

/** Written out: the contract's own list would bring its parser into the first page. */
export const returnCodes: readonly SlackInstallEnd[] = [
  'connected',
  'choose_team',
  'access_denied',
  'needs_approval',
  'expired',
  'signed_out',
  'other_browser',
  'other_person',
  'other_workspace',
  'workspace_taken',
  'missing_scope',
  'no_permission',
  'failed',
];

/** What the browser brings back from Slack's consent page: a code, never words of an address. */
export interface ReturnSearch {
  slack?: SlackInstallEnd;
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
