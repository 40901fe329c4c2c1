import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { complaintsOf, openBrowser } from '@belay/demo/testing/browser';
import { expect, test } from 'vitest';
import { startSandbox } from '../start-sandbox.ts';

test('[SBX-4] Allow and Cancel lead back to the app, from a page that a browser lets go', async () => {
  const sandbox = await startSandbox();
  sandbox.world.addUser({ name: 'mara', realName: 'Mara Quill' });
  const asked: URL[] = [];
  const app = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://app');
    if (url.pathname === '/callback') asked.push(url);
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<link rel="icon" href="data:,"><h1>Back at the app</h1>');
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const { port } = app.address() as AddressInfo;
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    const complaints = complaintsOf(page);
    const query = new URLSearchParams({
      client_id: sandbox.oauth.clientId,
      scope: 'chat:write,users:read',
      redirect_uri: `http://127.0.0.1:${port}/callback`,
      state: 'a state',
    });
    for (const answer of ['Cancel', 'Allow']) {
      await page.goto(`${sandbox.url}/oauth/v2/authorize?${query}`);
      await page.getByText('users:read', { exact: true }).waitFor();
      await page.getByRole('button', { name: answer }).click();
      await page.getByText('Back at the app').waitFor();
    }
    expect(asked.map(({ searchParams }) => searchParams.get('state'))).toEqual([
      'a state',
      'a state',
    ]);
    expect(asked[0]?.searchParams.get('error')).toBe('access_denied');
    expect(asked[1]?.searchParams.get('code')).toBeTruthy();
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
    app.closeAllConnections();
    await new Promise((resolve) => app.close(resolve));
    await sandbox.close();
  }
});
