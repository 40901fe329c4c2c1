import { html } from 'hono/html';
import type { Markup } from './markup.ts';

/** What a wrong address or a refused form shows, and the way back. */
export function nothingPage(
  sentence: string,
  way: { href: string; words: string } = { href: '/', words: 'Go to the channels' },
): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${sentence} · Sandbox</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/page/sandbox.css">
</head>
<body>
  <header><span class="sandbox">Sandbox</span></header>
  <main class="lone"><h1>${sentence}</h1>
    <p><a href="${way.href}">${way.words}</a></p></main>
</body>
</html>`;
}
