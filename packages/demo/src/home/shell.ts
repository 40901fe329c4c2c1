import { html } from 'hono/html';
import type { Markup } from './view.ts';

/** The frame of every page here: no inline code, no foreign address. */
export function shell(
  title: string,
  body: Markup,
  options: { mark?: string; page?: 'home' | 'tour' } = {},
): Markup {
  const { page = 'home' } = options;
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title}</title>
  <link rel="icon" href="/home/belay.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/home/home.css">
  ${page === 'tour' ? html`<link rel="stylesheet" href="/tour/tour.css">` : ''}
  <script src="/${page}/${page}.js" type="module"></script>
</head>
<body class="${page}">
  <a class="skip" href="#main">Skip to the content</a>
  <header><a class="brand" href="/"><img src="/home/belay.svg" alt="" width="24" height="24"> Belay</a>
    ${options.mark ? html`<span class="mark">${options.mark}</span>` : ''}</header>
  <main id="main">${body}</main>
</body>
</html>`;
}
