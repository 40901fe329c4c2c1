import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { publicId } from '../../memory/ids.ts';
import { createFileLinks } from './file-links.ts';

const key = randomBytes(32);
const [tenant, file] = [randomUUID(), randomUUID()];
const id = publicId('fil', file);
const queryOf = (link: string) =>
  Object.fromEntries(new URL(link, 'http://localhost').searchParams) as Record<string, string>;

test('[SEC-5] a link proves one file of one tenant for five minutes, and nothing else', () => {
  let now = 1_800_000_000_000;
  const links = createFileLinks(key, () => now);
  const link = links.link(tenant, file);
  const query = queryOf(link);
  expect(new URL(link, 'http://localhost').pathname).toBe(`/v1/desk/files/${id}`);
  expect(links.read(id, query)).toEqual({ tenant, file, hasExpired: false });
  const other = { tenant: publicId('t', randomUUID()), until: String(Number(query.until) + 60) };
  for (const forged of [
    { ...query, t: other.tenant },
    { ...query, until: other.until },
    { ...query, signature: 'A'.repeat(43) },
    { ...query, signature: '' },
    {},
  ])
    expect(links.read(id, forged)).toBeUndefined();
  expect(links.read(publicId('fil', randomUUID()), query)).toBeUndefined();
  expect(createFileLinks(randomBytes(32), () => now).read(id, query)).toBeUndefined();
  now += 241_000;
  expect(links.read(id, query)).toMatchObject({ hasExpired: false });
  now += 60_000;
  expect(links.read(id, query)).toMatchObject({ hasExpired: true });
});

test('[SEC-5] links of one minute are equal: a page that draws itself again loads nothing again', () => {
  let now = 1_800_000_000_000;
  const links = createFileLinks(key, () => now);
  const link = links.link(tenant, file);
  now += 59_000;
  expect(links.link(tenant, file)).toBe(link);
  now += 1_000;
  expect(links.link(tenant, file)).not.toBe(link);
});
