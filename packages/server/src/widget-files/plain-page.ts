import { createHash } from 'node:crypto';

const style = `
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 24px;
    box-sizing: border-box; font: 16px/1.5 system-ui, sans-serif; text-align: center; }
  h1 { margin: 0 0 8px; font-size: 20px; line-height: 1.3; }
  p { margin: 0; max-width: 40ch; }
`;

/** What a policy of style-src has to name for these pages to be dressed. */
export const plainStyle = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/** A page of one sentence, in place of a widget that can't be shown. */
export const plainPage = (title: string, sentence: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${style}</style>
<h1>${title}</h1>
<p>${sentence}</p>
</html>
`;
