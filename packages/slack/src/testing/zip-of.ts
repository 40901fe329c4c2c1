import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZipFile } from 'yazl';

export interface TemporaryZip extends AsyncDisposable {
  path: string;
}

/** A ZIP on disk: objects as JSON, strings and bytes as they are. `rename` then edits raw bytes. */
export async function zipOf(
  files: Record<string, unknown>,
  rename: Record<string, string> = {},
): Promise<TemporaryZip> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(bytesOf(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  const folder = await mkdtemp(join(tmpdir(), 'belay-zip-'));
  const path = join(folder, 'export.zip');
  await writeFile(path, renamed(Buffer.concat(chunks), rename));
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

function bytesOf(content: unknown): Buffer {
  if (Buffer.isBuffer(content)) return content;
  return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
}

/** Names that no honest tool writes; both must have the same length. */
function renamed(zip: Buffer, names: Record<string, string>): Buffer {
  let bytes = zip.toString('latin1');
  for (const [from, to] of Object.entries(names)) bytes = bytes.replaceAll(from, to);
  return Buffer.from(bytes, 'latin1');
}
