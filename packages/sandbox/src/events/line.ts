/** Why a delivery failed, in the words of `x-slack-retry-reason`. */
export type FailureReason =
  | 'http_timeout'
  | 'too_many_redirects'
  | 'connection_failed'
  | 'http_error'
  | 'unknown_error';

export type Sent =
  | { ok: true; text: string }
  | { ok: false; reason: FailureReason; noRetry: boolean };

/** Which attempt it is, if not the first, and what became of the one before. */
export interface Retry {
  number: number;
  reason: FailureReason;
}

/** How a delivery reaches the app: its request URL, or one of its sockets. */
export interface Line {
  readonly kind: 'http' | 'socket';
  send(body: string, retry?: Retry): Promise<Sent>;
}

/** Slack waits that long for an answer, ms. */
export const ackMs = 3_000;

export const failed = (reason: FailureReason, noRetry = false): Sent => ({
  ok: false,
  reason,
  noRetry,
});
