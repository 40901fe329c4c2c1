import { OutboundError, type OutboundReason } from './outbound-error.ts';

const unreachable = new Set([
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const unknownHost = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME']);
const tls =
  /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO$)/;

/** What Node and undici throw, as a sentence for whoever entered the address. */
export function outboundTrouble(error: unknown, host: string, maybeSent: boolean): OutboundError {
  if (error instanceof OutboundError) {
    if (error.maybeSent === maybeSent) return error;
    return new OutboundError(error.reason, error.message, { cause: error, maybeSent });
  }
  const is = (reason: OutboundReason, message: string) =>
    new OutboundError(reason, message, { cause: error, maybeSent });
  const code = codeOf(error);
  if (unknownHost.has(code))
    return is('unknown_host', `No server is known under the name ${host}.`);
  if (code === 'ECONNREFUSED') return is('unreachable', `${host} takes no connections there.`);
  if (unreachable.has(code)) return is('unreachable', `${host} can't be reached.`);
  if (tls.test(code))
    return is('tls', `${host} has no certificate that this server trusts (${code}).`);
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return is('too_large', `${host} answered with more than 32 kB of headers.`);
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
    return is('timeout', `${host} didn't answer in time.`);
  if (code.startsWith('HPE_')) return is('broken', `${host} doesn't answer in HTTP.`);
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR'))
    return is('broken', `${host} sent a packed answer that can't be unpacked.`);
  if (code === 'UND_ERR_INVALID_ARG')
    return is('refused_url', 'A header or the method holds characters that can’t be sent.');
  return is('broken', `${host} broke the connection off${code === '' ? '' : ` (${code})`}.`);
}

/** Node tries all addresses of a host and gathers what went wrong with each. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string') return code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}
