const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether the host by which a page was asked for is this sandbox's: a name that a stranger bound
 * to the loopback address is not. */
export function isOwnHost(request: Request, settled: string): boolean {
  const { hostname, host } = new URL(request.url);
  return loopback.has(hostname) || (URL.canParse(settled) && new URL(settled).host === host);
}

/** Whether a form comes from a page of this very sandbox: its Origin is the host that it is sent to. */
export function isOwnPage(request: Request, settled: string): boolean {
  const origin = request.headers.get('origin') ?? '';
  if (!URL.canParse(origin)) return false;
  return isOwnHost(request, settled) && new URL(origin).host === new URL(request.url).host;
}
