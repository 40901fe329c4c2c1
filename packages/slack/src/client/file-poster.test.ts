import { expect, test, vi } from 'vitest';
import type { Fields } from '../parse/fields.ts';
import { FilePoster, type Once } from './file-poster.ts';

/** Slack's answers by method. */
function answering(bodies: Record<string, Fields>): Once {
  return async (method, _args, read) => ({
    kind: 'done',
    value: read(bodies[method] ?? {}, method),
  });
}
const place = (upload_url: string): Record<string, Fields> => ({
  'files.getUploadURLExternal': { file_id: 'F1', upload_url },
});
const file = { name: 'plan.pdf', bytes: new Uint8Array([1, 2, 3]) };

test.each([
  'https://files.slack.com.evil.example/up',
  'http://files.slack.com/up',
  'https://10.0.0.1/up',
  'nowhere',
])('[SEC-3] bytes go to Slack’s own hosts alone, not to %s', async (url) => {
  const fetch = vi.fn<typeof globalThis.fetch>();
  const poster = new FilePoster(answering(place(url)), { fetch });
  expect(await poster.upload(file)).toMatchObject({ kind: 'retry-later' });
  expect(fetch).not.toHaveBeenCalled();
});

test('[TKO-4] what fails before the share was seen by nobody, and is begun again', async () => {
  const url = 'https://files.slack.com/upload/v1/abc';
  const upload = (fetch: typeof globalThis.fetch) =>
    new FilePoster(answering(place(url)), { fetch }).upload(file);
  const { promise, reject } = Promise.withResolvers<Response>();
  reject(new TypeError('fetch failed'));
  expect(await upload(() => promise)).toMatchObject({ kind: 'retry-later', code: 'TypeError' });
  const full = async () => new Response('', { status: 507 });
  expect(await upload(full)).toMatchObject({ kind: 'retry-later', code: 'http_507' });
  const taken = async () => new Response('OK');
  expect(await upload(taken)).toEqual({ kind: 'done', value: 'F1' });
});

test('[NTF-3] a file is shown if Slack names where; one that it doesn’t know is not', async () => {
  const look = (body: Fields) =>
    new FilePoster(answering({ 'files.info': body }), {}).isShared('F1');
  const shares = { public: { C1: [{ ts: '1.000100' }] } };
  expect(await look({ file: { id: 'F1', shares } })).toEqual({ kind: 'done', value: true });
  expect(await look({ file: { id: 'F1', groups: ['G1'] } })).toEqual({ kind: 'done', value: true });
  expect(await look({ file: { id: 'F1', shares: {} } })).toEqual({ kind: 'done', value: false });
  const unknown: Once = async () => ({
    ...{ kind: 'refused', reason: 'malformed', remedy: '', code: 'file_not_found' },
  });
  expect(await new FilePoster(unknown, {}).isShared('F1')).toEqual({ kind: 'done', value: null });
  expect(await new FilePoster(unknown, {}).delete('F1')).toMatchObject({ kind: 'done' });
});
