import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestSite {
  url: string;
  close(): Promise<void>;
}

/**
 * Somebody's website, stricter than most: its policy allows the scripts and frames of `belay` and its
 * own style sheet, nothing else. Its styles would ruin the widget if they reached it. `/page/…` are
 * pages; `?open`, `?late` and so on are read by its script.
 */
export async function startTestSite(belay: string, agent: string): Promise<TestSite> {
  const policy = `default-src 'none'; script-src 'self' ${belay}; frame-src ${belay}; style-src 'self'; img-src 'self'`;
  const page = `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rope and Harness Shop</title><link rel="stylesheet" href="/site.css"><link rel="icon" href="/icon.svg">
<script src="/site.js"></script>
<script src="${belay}/widget/belay.js" data-agent="${agent}" async></script>
<main><h1>Rope and Harness Shop</h1><p>An invented shop. <a href="/page/two">Another page</a></p>
<button id="own">A button of the shop</button></main></html>`;
  const files: Record<string, [type: string, text: string]> = {
    '/site.css': [
      'text/css',
      'body{font:16px serif;margin:40px;background:#f6f1e7}button,iframe,div{outline:4px dotted red;font:30px fantasy!important}',
    ],
    // calls made before the loader is there
    '/site.js': [
      'text/javascript',
      `window.belay = function () { (window.belay.q = window.belay.q || []).push(arguments); };
window.heard = [];
for (const name of ['open', 'close', 'unread', 'ready', 'identified', 'identify_failed'])
  belay('on', name, (detail) => heard.push([name, detail]));
if (location.search === '?forget') belay('forget');`,
    ],
    '/icon.svg': ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  };
  const server = createServer((request, answer) => {
    const { pathname } = new URL(request.url ?? '/', belay);
    const [type, text] = files[pathname] ?? ['text/html; charset=utf-8', page];
    answer.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    // another site than Belay's 127.0.0.1: what the frame keeps is a third party's there
    url: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
