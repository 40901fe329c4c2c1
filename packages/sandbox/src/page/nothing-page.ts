import { html } from 'hono/html';
import type { Markup } from './markup.ts';

/** What a wrong address of the workspace shows, and the way back. */
export function nothingPage(sentence: string): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Nothing here · Sandbox</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/page/sandbox.css">
</head>
<body>
  <header><span class="sandbox">Sandbox</span></header>
  <main class="lone"><h1>${sentence}</h1>
    <p>It may have been deleted since. <a href="/">Go to the channels</a></p></main>
</body>
</html>`;
}
