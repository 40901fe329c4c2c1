import type { OpenSandbox } from './open-sandbox.ts';

/** What a route asks of the connection under it, without one. */
class Line {
  isDown = false;
  once(): void {}
  destroy(): void {
    this.isDown = true;
  }
}

/**
 * The `fetch` of a sandbox in this process: the same routes and faults, no sockets, so that one
 * virtual clock rules all. A connection that a fault breaks rejects as `fetch` does.
 */
export function fetchSandbox(sandbox: Pick<OpenSandbox, 'http'>): typeof fetch {
  return async (input, init) => {
    const outgoing = new Line();
    // the routes use these two members of their environment only
    const response = await sandbox.http.fetch(new Request(input, init), { outgoing });
    if (outgoing.isDown) throw new TypeError('fetch failed');
    return response;
  };
}
