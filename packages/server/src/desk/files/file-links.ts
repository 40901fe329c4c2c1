import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { publicId, uuidOf } from '../../memory/ids.ts';

/** Links to files that work without a cookie, for 5 minutes (SEC-5). */
export interface FileLinks {
  /** the path of one, for uuids */
  link(tenant: string, file: string): string;
  /** what the query of a link proves; undefined: nothing of ours */
  read(file: string, query: Record<string, string>): FileLink | undefined;
}
export interface FileLink {
  tenant: string;
  file: string;
  hasExpired: boolean;
}

const lifeMs = 5 * 60_000;
/** Links of one minute are equal, so that a page that draws itself again loads no picture again. */
const stepMs = 60_000;

export function createFileLinks(secretKey: Buffer, now: () => number): FileLinks {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'belay links to files', 32));
  const sign = (tenant: string, file: string, until: number) =>
    createHmac('sha256', key).update(`${tenant} ${file} ${until}`).digest();
  return {
    link(tenant, file) {
      const until = Math.floor((now() + lifeMs) / stepMs) * (stepMs / 1000);
      const signature = sign(tenant, file, until).toString('base64url');
      const query = new URLSearchParams({ t: publicId('t', tenant), until: String(until) });
      return `/v1/desk/files/${publicId('fil', file)}?${query}&signature=${signature}`;
    },
    read(id, { t = '', until = '', signature = '' }) {
      const [tenant, file] = [uuidOf('t', t), uuidOf('fil', id)];
      if (!tenant || !file || !/^\d{1,12}$/.test(until)) return undefined;
      const given = Buffer.from(signature, 'base64url');
      const right = sign(tenant, file, Number(until));
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      return { tenant, file, hasExpired: Number(until) * 1000 <= now() };
    },
  };
}
