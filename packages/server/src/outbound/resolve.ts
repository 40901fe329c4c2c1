import { lookup } from 'node:dns/promises';

/** All addresses of a host, as text. Throws when there is none. */
export type Resolve = (host: string) => Promise<string[]>;

/** As every program of this machine resolves: hosts file, search domains, DNS. */
export const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true, order: 'verbatim' })).map(({ address }) => address);
