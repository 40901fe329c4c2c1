import { expect, test } from 'vitest';
import type { SlackFile } from '../model.ts';
import { answeringServer } from '../testing/answering-server.ts';
import { type DownloadOptions, download } from './download.ts';
import { isFileHost } from './file-hosts.ts';

const token = 'xoxb-test-only';
const apiUrl = 'https://slack.com/api/';
const file: SlackFile = {
  id: 'F1',
  name: 'a.txt',
  mimetype: 'text/plain',
  size: 5,
  mode: 'hosted',
  created: 0,
  urlPrivate: 'https://files.slack.com/files-pri/T1-F1/a.txt',
};

type Asked = { url: string; authorization: string | null };

/** A `fetch` that answers each address from a table and remembers what it was shown. */
function answering(answers: Record<string, () => Response>) {
  const asked: Asked[] = [];
  const fetch: DownloadOptions['fetch'] = async (input, init) => {
    const url = String(input);
    asked.push({ url, authorization: new Headers(init?.headers).get('authorization') });
    return answers[url]?.() ?? new Response('missing', { status: 404 });
  };
  return { asked, fetch };
}

const open = (fetch: DownloadOptions['fetch'], of: Partial<SlackFile> = {}, cap = 100) =>
  download({ ...file, ...of }, { fetch, apiUrl, token, cap, timeoutMs: 60_000 });

const text = async (opened: Promise<{ body: ReadableStream }>) =>
  new Response((await opened).body).text();

const url = file.urlPrivate ?? '';
const typed = (body: string, type: string) => () =>
  new Response(body, { headers: { 'content-type': type } });
const to = (location: string) => () => new Response(null, { status: 302, headers: { location } });

test('[MAP-4] bytes come with the token, through redirects within Slack', async () => {
  const { asked, fetch } = answering({
    [url]: to('/moved/a.txt'),
    'https://files.slack.com/moved/a.txt': typed('hello', 'text/plain'),
  });
  expect(await text(open(fetch))).toBe('hello');
  expect(asked.map((one) => one.authorization)).toEqual([`Bearer ${token}`, `Bearer ${token}`]);
});

test.each([
  'https://evil.example.com/a',
  'http://files.slack.com/a',
  'https://files.slack.com.evil.example.com/a',
  'https://notslack.com/a',
  'https://files.slack.com:8443/a',
  'https://user:pass@files.slack.com/a',
  'http://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
])('[MAP-4] neither request nor token ever goes to %s', async (elsewhere) => {
  const direct = answering({});
  await expect(open(direct.fetch, { urlPrivate: elsewhere })).rejects.toMatchObject({
    code: 'unexpected_file_host',
  });
  const redirected = answering({ [url]: to(elsewhere) });
  await expect(open(redirected.fetch)).rejects.toMatchObject({ code: 'unexpected_file_host' });
  expect([...direct.asked, ...redirected.asked].map((one) => one.url)).toEqual([url]);
});

test('[MAP-4] the configured server’s own origin may serve files', () => {
  const sandbox = 'http://127.0.0.1:4000/api/';
  expect(isFileHost(new URL('http://127.0.0.1:4000/files/F1'), sandbox)).toBe(true);
  expect(isFileHost(new URL('http://127.0.0.1:4001/files/F1'), sandbox)).toBe(false);
  expect(isFileHost(new URL('https://slack-files.com/x'), apiUrl)).toBe(true);
});

test('[MAP-4] a page instead of bytes is never a file', async () => {
  const page = '<!DOCTYPE html><title>Sign in</title>';
  const refused = { code: 'html_instead_of_file', class: 'scope', needed: 'files:read' };
  const served = answering({ [url]: typed(page, 'text/html; charset=utf-8') });
  await expect(open(served.fetch)).rejects.toMatchObject(refused);
  const disguised = answering({ [url]: typed(`\n ${page}`, 'application/octet-stream') });
  await expect(open(disguised.fetch)).rejects.toMatchObject(refused);
  const html = { mimetype: 'text/html', size: 9_000 };
  await expect(open(served.fetch, html)).rejects.toMatchObject(refused);
});

test('[MAP-4] a file that is HTML is taken when its size is right', async () => {
  const page = '<html>mine</html>';
  const { fetch } = answering({
    [url]: () =>
      new Response(page, {
        headers: { 'content-type': 'text/html', 'content-length': String(page.length) },
      }),
  });
  expect(await text(open(fetch, { mimetype: 'text/html', size: page.length }))).toBe(page);
});

test('[MAP-4] the cap holds whether the size is announced or not', async () => {
  const announced = answering({
    [url]: () => new Response('x'.repeat(9), { headers: { 'content-length': '9' } }),
  });
  await expect(open(announced.fetch, {}, 8)).rejects.toMatchObject({ code: 'file_too_large' });
  const silent = answering({ [url]: () => new Response('x'.repeat(9)) });
  await expect(text(open(silent.fetch, {}, 8))).rejects.toMatchObject({ code: 'file_too_large' });
  expect(await text(open(silent.fetch, {}, 9))).toBe('x'.repeat(9));
});

test('[MAP-4] refusals of the file server have names, and retries where they help', async () => {
  const status = (code: number, headers = {}) =>
    answering({ [url]: () => new Response('no', { status: code, headers }) }).fetch;
  await expect(open(status(404))).rejects.toMatchObject({
    code: 'file_not_found',
    class: 'request',
  });
  await expect(open(status(403))).rejects.toMatchObject({ code: 'http_403', class: 'request' });
  await expect(open(status(502))).rejects.toMatchObject({ code: 'http_502', class: 'retry' });
  await expect(open(status(429, { 'retry-after': '3' }))).rejects.toMatchObject({
    code: 'ratelimited',
    retryAfterMs: 3_000,
  });
  const loop = answering({ [url]: to(url) });
  await expect(open(loop.fetch)).rejects.toMatchObject({ code: 'too_many_redirects' });
  expect(loop.asked).toHaveLength(6);
});

test('[MAP-4] a server that never answers is given up, and an abort passes', async () => {
  await using server = await answeringServer(() => undefined);
  const mute = { ...file, urlPrivate: `${server.url}/f` };
  const options = { fetch, apiUrl: server.apiUrl, token, cap: 100, timeoutMs: 20 };
  await expect(download(mute, options)).rejects.toMatchObject({ code: 'request_timeout' });
  await expect(
    download(mute, { ...options, timeoutMs: 60_000 }, AbortSignal.abort(new Error('enough'))),
  ).rejects.toThrow('enough');
});
