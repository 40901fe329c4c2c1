import type { Config } from '../config/read-config.ts';

/** Whether admins may name this address though it is on this machine or in a private network. */
export function allowsLocal({ localTargets }: Pick<Config, 'localTargets'>, url: URL): boolean {
  return localTargets === 'all' || localTargets.includes(url.origin);
}
