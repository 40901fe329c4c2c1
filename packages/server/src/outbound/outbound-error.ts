/** Why a request of ours to somebody else's server brought no answer. */
export type OutboundReason =
  /** the address is none that we ask */
  | 'refused_url'
  /** it leads into a private network, or to this machine */
  | 'refused_address'
  | 'unknown_host'
  | 'unreachable'
  | 'tls'
  | 'timeout'
  | 'too_large'
  | 'too_many_redirects'
  | 'broken'
  | 'stopped';

/** The message is a sentence for whoever entered the address; it never holds more of it than the host. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';
  readonly reason: OutboundReason;
  /** the other side may have read the request, and acted on it */
  readonly maybeSent: boolean;

  constructor(
    reason: OutboundReason,
    message: string,
    options: ErrorOptions & { maybeSent?: boolean } = {},
  ) {
    super(message, options);
    this.reason = reason;
    this.maybeSent = options.maybeSent ?? false;
  }
}
