const next = 'Make one under Basic Information of your app, with the scope connections:write.';

/** What the usual refusals of an app token mean, by Slack's name of them. */
const refusals: Record<string, string | undefined> = {
  invalid_auth: `Slack does not know this app token. ${next}`,
  not_authed: `Slack got no app token. ${next}`,
  not_allowed_token_type: `This is no app-level token: those begin with xapp-. ${next}`,
  missing_scope: `The app token lacks the scope connections:write. ${next}`,
  token_revoked: `The app token was revoked. ${next}`,
  token_expired: `The app token has expired. ${next}`,
  account_inactive: 'The app was removed from the workspace, or its owner was. Install it again.',
  access_denied: 'Slack denies this app the connection. Ask an admin of the workspace.',
  enterprise_is_restricted: 'Your Slack organisation restricts this app. Ask one of its admins.',
  forbidden_team: 'Slack denies this app the workspace. Ask one of its admins.',
};

/** Why Slack refuses an app token for good; undefined: trying again may help. */
export function refusalOf(code: string): string | undefined {
  return refusals[code];
}

/** Why Slack ends a socket, for a person. */
export function endOf(reason: string): string {
  if (reason === 'link_disabled')
    return 'Socket Mode is switched off in the app’s settings. Switch it on there.';
  if (reason === 'too_many_websockets')
    return 'Ten other connections of this app are open, and Slack allows no more. Close one of them.';
  return 'Slack closed the connection. It is opened again by itself.';
}
