import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = string | ((request: IncomingMessage, response: ServerResponse) => void);

export interface TestSite {
  url: string;
  /** how often each path was asked for */
  asked: Map<string, number>;
  /** what is served now, by path; changed by tests */
  pages: Record<string, Answer>;
  close(): Promise<void>;
}

/** A site on this machine. A string is a page of HTML; what isn't there is 404. */
export async function startTestSite(pages: Record<string, Answer>): Promise<TestSite> {
  const asked = new Map<string, number>();
  const site = { pages, asked };
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.set(path, (asked.get(path) ?? 0) + 1);
    const answer = site.pages[path];
    if (answer === undefined) response.writeHead(404).end('nothing here');
    else if (typeof answer === 'function') answer(request, response);
    else {
      const type = path.endsWith('.txt') ? 'text/plain' : 'text/html; charset=utf-8';
      response.writeHead(200, { 'content-type': type }).end(answer);
    }
  });
  // a connection that rests is the caller's to close: none ends as it is used
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(site, {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** A page with a menu, its text, and links. */
export function page(title: string, text: string, links: string[] = []): string {
  const anchors = links.map((link) => `<a href="${link}">${link}</a>`).join(' ');
  return `<!doctype html><html><head><title>${title}</title></head><body>
    <nav><a href="/">Home</a> ${anchors}</nav>
    <main><h1>${title}</h1><p>${text}</p></main>
    <footer>All rights reserved by nobody.</footer></body></html>`;
}
