/** What was typed as Slack names channels: small, no `#`, spaces as hyphens; a link or an id is none. */
export function channelNameOf(typed: string): string {
  if (/^https?:/.test(typed.trim()) || /^[CG][A-Z0-9]{6,}$/.test(typed.trim())) return '';
  return typed
    .toLowerCase()
    .replace(/^\s*#?\s*/, '')
    .replace(/\s+/g, '-')
    .replace(/[^\p{Ll}\p{Lm}\p{Lo}\p{M}\p{N}_-]/gu, '')
    .slice(0, 80);
}
