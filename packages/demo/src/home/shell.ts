import { html } from 'hono/html';
import type { Markup } from './view.ts';

/** The frame of every page here: no inline code, no foreign address. */
export function shell(title: string, body: Markup, options: { mark?: string } = {}): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title}</title>
  <link rel="icon" href="/home/belay.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/home/home.css">
  <script src="/home/home.js" defer></script>
</head>
<body>
  <a class="skip" href="#main">Skip to the content</a>
  <header><a class="brand" href="/"><img src="/home/belay.svg" alt="" width="24" height="24"> Belay</a>
    ${options.mark ? html`<span class="mark">${options.mark}</span>` : ''}</header>
  <main id="main">${body}</main>
</body>
</html>`;
}
