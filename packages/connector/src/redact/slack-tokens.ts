import { type Rule, token } from './rule.ts';

/** Bot, user, app, refresh, configuration, workflow and cookie tokens. */
export const slackTokens: readonly Rule[] = [
  token(
    'slack token',
    ['xox', 'xapp-', 'xwfp-'],
    '(?:xoxe\\.xox[bp]|xox[abceopqrs]|xapp|xwfp)-[A-Za-z0-9-]{10,}',
  ),
  // a browser's session: percent-encoded base64
  token('slack token', 'xoxd-', 'xoxd-[A-Za-z0-9%+/=_-]{20,}'),
];
