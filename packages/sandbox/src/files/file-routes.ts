import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { authenticate } from '../api/authenticate.ts';
import type { Desk } from '../api/call.ts';
import { canSee } from '../api/visible-file.ts';
import type { StoredFile } from '../world/model.ts';

type Env = { Bindings: HttpBindings };

const signIn = `<!DOCTYPE html>
<html lang="en"><head><title>Sign in</title></head><body>Sign in to see this file.</body></html>`;

/** File bytes and uploads, beside the Web API. */
export function fileRoutes(desk: Desk): Hono<Env> {
  const routes = new Hono<Env>();
  const met = { method: 'download' };
  const download = (c: Context<Env>) => {
    const broken = desk.faults.take('http', met);
    // Hono wants a status of its own type; this is a number that the fault's author chose
    if (broken) return c.text('', broken.status as 500);
    const refused = desk.faults.take('rate_limit', met);
    if (refused) return c.text('', 429, { 'retry-after': String(refused.retryAfterS) });
    const file = allowed(desk, c);
    const bytes = file && desk.world.bytes.get(file.id);
    if (!file || !bytes || desk.faults.take('html_file', met)) return c.html(signIn);
    return c.body(Uint8Array.from(bytes).buffer, 200, {
      'content-type': file.mimetype,
      'content-length': String(bytes.byteLength),
      'content-disposition': 'attachment',
      date: new Date(desk.clock.now()).toUTCString(),
    });
  };
  routes.get('/files-pri/:key/:name', download);
  routes.get('/files-pri/:key/download/:name', download);

  routes.post('/upload/v1/:fileId', async (c) => {
    const upload = desk.uploads.find(c.req.param('fileId'));
    if (!upload) return c.text('no such upload', 404);
    const bytes = await bodyOf(c);
    if (bytes.byteLength !== upload.length) return c.text('the length differs', 400);
    upload.bytes = bytes;
    return c.text(`OK - ${bytes.byteLength}`);
  });
  return routes;
}

/**
 * The file that this request may have. Without the right or the scope Slack answers a sign-in
 * page over HTTP 200, never 401; so every refusal here is just undefined.
 */
function allowed(desk: Desk, c: Context<Env>): StoredFile | undefined {
  const file = desk.world.files.get(c.req.param('key')?.split('-')[1] ?? '')?.current;
  try {
    const token = authenticate(desk.world, c.req.header('authorization'), undefined);
    const mayRead = token.scopes.includes('files:read');
    return file && mayRead && canSee(desk.world, token.userId, file) ? file : undefined;
  } catch {
    return undefined;
  }
}

async function bodyOf(c: Context<Env>): Promise<Uint8Array> {
  if (c.req.header('content-type')?.startsWith('multipart/form-data'))
    for (const [, value] of await c.req.raw.formData())
      if (value instanceof Blob) return new Uint8Array(await value.arrayBuffer());
  return new Uint8Array(await c.req.arrayBuffer());
}
