const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * An address of this machine under the name by which the page itself was asked for: to a browser
 * `localhost` and `127.0.0.1` are two sites, and a frame of another site keeps no cookie.
 */
export function nearby(address: string, asked: string): string {
  const url = new URL(address);
  const { hostname } = new URL(asked);
  if (!loopback.test(url.hostname) || !loopback.test(hostname)) return url.origin;
  url.hostname = hostname;
  return url.origin;
}

/** Both names of an address of this machine, or the one that it has. */
export function bothNames(address: string): string[] {
  return [
    ...new Set(['http://localhost', 'http://127.0.0.1'].map((asked) => nearby(address, asked))),
  ];
}
