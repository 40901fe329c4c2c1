import type { Caller } from '../../auth/authorize.ts';
import { covers } from '../../auth/capabilities.ts';

/** An address that may hold a secret: whole for who may change it, its server for all others. */
export function shownUrl({ capabilities }: Pick<Caller, 'capabilities'>, url: string): string {
  if (capabilities.some((granted) => covers(granted, 'desk.manage'))) return url;
  const origin = URL.parse(url)?.origin;
  return origin === undefined ? '…' : `${origin}/…`;
}
