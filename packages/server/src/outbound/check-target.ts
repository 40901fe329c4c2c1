import { BelayError } from '@belay/contract/error';
import type { Config } from '../config/read-config.ts';
import { addressKind } from './address-kind.ts';
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
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const isAddress = /^[\d.]+$|:/.test(host);
    if (!config.localTargets && (host === 'localhost' || host.endsWith('.localhost')))
      throw refuse(notAsked(host));
    if (isAddress && !allowed(host, config)) throw refuse(notAsked(host));
    return url;
  } catch (error) {
    if (error instanceof OutboundError) throw refuse(error.message);
    throw error;
  }
}

function allowed(address: string, { localTargets }: Pick<Config, 'localTargets'>): boolean {
  const kind = addressKind(address);
  return kind === 'public' || (kind === 'local' && localTargets);
}

function notAsked(host: string): string {
  return `${host} lies in a private network or on this machine, where Belay asks nothing.`;
}
