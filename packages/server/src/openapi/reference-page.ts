import { html, raw } from 'hono/html';
import { z } from 'zod';
import { type Operation, operations } from './operations.ts';

/** The reference as one page without scripts or foreign assets. */
export function referencePage(publicUrl: string) {
  const served = operations.filter((operation) => operation.served);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Belay memory API</title>
<style>${raw(style)}</style>
</head>
<body>
<main>
<p><a href="/">Belay</a></p>
<h1>The memory API</h1>
<p>CortexDB v1 compatible, at <code>${publicUrl}</code>. Every call carries <code>Authorization: Bearer &lt;token&gt;</code> and <code>X-Cortex-Actor</code>, unless it says "no token". <code>npx cortexdb init</code> gets both. The same as <a href="/v1/openapi.json">OpenAPI</a>.</p>
<p>Errors are flat JSON: <code>error_code</code>, <code>message</code>, <code>details</code>, <code>retriable</code>, <code>request_id</code>.</p>
<nav aria-label="Calls"><ul>${served.map((operation) => html`<li><a href="#${anchor(operation)}"><b>${operation.method}</b> ${operation.path}</a></li>`)}</ul></nav>
${served.map(section)}
</main>
</body>
</html>`;
}

const anchor = ({ method, path }: Operation) => `${method}${path.replace(/[^a-z]+/g, '-')}`;

function section(operation: Operation) {
  const { method, path, summary, open, answer, body, query } = operation;
  return html`<section id="${anchor(operation)}">
<h2><b>${method}</b> <code>${path}</code></h2>
<p>${summary}${open ? '; no token' : ''}${answer ? html`. Answers ${answer}` : ''}.</p>
${query ? details('Query', query) : ''}${body ? details('Body', body) : ''}
</section>`;
}

function details(title: string, schema: z.ZodType) {
  const json = JSON.stringify(
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
    null,
    2,
  );
  return html`<details><summary>${title}</summary><pre tabindex="0">${json}</pre></details>`;
}

const style = `
:root{color-scheme:light dark;--ink:light-dark(#1c1b1a,#eceae7);--dim:light-dark(#6b6762,#a09b95);--line:light-dark(#e4e1dd,#34312e);--page:light-dark(#fbfaf9,#171615);--accent:oklch(0.55 0.16 45)}
@media (prefers-color-scheme:dark){:root{--accent:oklch(0.74 0.15 50)}}
body{margin:0;background:var(--page);color:var(--ink);font:14px/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:24px 16px 64px}
h1{font-size:24px;margin:8px 0}h2{font-size:16px;margin:0 0 4px}
a{color:var(--accent)}b{text-transform:uppercase;font-size:.8em;color:var(--dim);letter-spacing:.04em}
code,pre{font-family:ui-monospace,monospace;font-size:13px}
code,nav a{overflow-wrap:anywhere}
nav ul{list-style:none;padding:0;columns:18rem}nav a{text-decoration:none}
section{border-top:1px solid var(--line);padding:16px 0}
pre{overflow:auto;max-height:24rem;border:1px solid var(--line);border-radius:6px;padding:12px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}`;
