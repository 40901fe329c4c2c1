import { expect, test } from 'vitest';
import { startSandbox } from '../start-sandbox.ts';
import { face } from './face.ts';

test('[SBX-4] everybody has a face of their own, the same every time', () => {
  expect(face('U0ADA')).toEqual(face('U0ADA'));
  expect(face('U0ADA')).not.toEqual(face('U0BEN'));
});

test('[SBX-4] a face is a picture at an address; who isn’t there has none', async () => {
  const sandbox = await startSandbox();
  try {
    const { id } = sandbox.world.addUser({ name: 'ada' });
    const answer = await fetch(`${sandbox.url}/page/faces/${id}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(face(id));
    expect((await fetch(`${sandbox.url}/page/faces/U0NOBODY`)).status).toBe(404);
  } finally {
    await sandbox.close();
  }
});
