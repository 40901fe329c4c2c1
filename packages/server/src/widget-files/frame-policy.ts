import { plainStyle } from './plain-page.ts';

/**
 * What the frame may load, and who may hold it: scripts, styles and calls of this server alone.
 * `blob:` shows a picture before it is sent. No allowed origins: any page.
 */
export function framePolicy(holders: readonly string[] | 'any' | 'nobody'): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${plainStyle}`,
    "img-src 'self' blob:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${ancestors(holders)}`,
  ].join('; ');
}

/** Our own pages show it too: the preview where an admin embeds it. */
function ancestors(holders: readonly string[] | 'any' | 'nobody'): string {
  if (holders === 'nobody') return "'none'";
  if (holders === 'any') return '*';
  return ["'self'", ...holders].join(' ');
}
