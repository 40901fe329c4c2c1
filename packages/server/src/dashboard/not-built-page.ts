/** In place of the dashboard while there are no built files. */
export const notBuiltPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The dashboard is not built · Belay</title>
<h1>The dashboard is not built</h1>
<p>The server works, and so does its API. Run this in Belay's folder, then reload this page:</p>
<pre>npm run build -w @belay/dashboard</pre>
<p>"npm start" and "npx belay serve" build it by themselves when they start.</p>
</html>
`;
