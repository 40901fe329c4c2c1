import { BelayError } from '@belay/contract/error';
import type { Config } from '../config/read-config.ts';
import { isAllowed } from './address-kind.ts';
import { allowsLocal } from './allows-local.ts';
import { checkUrl } from './check-url.ts';
import { OutboundError } from './outbound-error.ts';

/**
 * An address that an admin enters, as far as it can be judged without asking anybody; each request
 * judges it again. Throws INVALID_BODY that names the field.
 */
export function checkTarget(config: Pick<Config, 'localTargets'>, raw: string, field: string): URL {
  const refuse = (reason: string) =>
    new BelayError('INVALID_BODY', `${field}: ${reason}`, { field, reason });
  try {
    const url = checkUrl(raw);
    const mayBeLocal = allowsLocal(config, url);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const isAddress = /^[\d.]+$|:/.test(host);
    if (!mayBeLocal && (host === 'localhost' || host.endsWith('.localhost')))
      throw refuse(notAsked(host));
    if (isAddress && !isAllowed(host, mayBeLocal)) throw refuse(notAsked(host));
    return url;
  } catch (error) {
    if (error instanceof OutboundError) throw refuse(error.message);
    throw error;
  }
}

function notAsked(host: string): string {
  return `${host} lies in a private network or on this machine, where Belay asks nothing.`;
}
