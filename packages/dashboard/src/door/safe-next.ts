/** Where to go after sign-in: a path of this application, whatever the link says; else Home. */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith('/') || /^\/[/\\]/.test(next)) return '/';
  // browsers drop these, so that "/\t/elsewhere" would leave
  if (/[\t\n\r]/.test(next)) return '/';
  return /^\/(sign-in|setup|reset-login)\b/.test(next) ? '/' : next;
}
