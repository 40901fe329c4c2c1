/** Every error code that leaves Belay over HTTP. Flat JSON, UPPER_SNAKE (CortexDB v1). */
export const errorStatus = {
  INVALID_BODY: 422,
  INVALID_ENVELOPE: 422,
  INVALID_QUERY: 422,
  INVALID_SCOPE: 422,
  INVALID_SELECTOR: 422,
  SLACK_REFUSED: 422,
  EMPTY_SELECTOR_WITHOUT_CONFIRMATION: 422,
  AMBIGUOUS_SELECTOR_CONFIRM_ALL: 400,
  MISSING_TOKEN: 401,
  INVALID_CREDENTIALS: 401,
  INVALID_TOKEN_SIGNATURE: 401,
  INVALID_SIGNATURE: 401,
  TOKEN_EXPIRED: 401,
  TOKEN_REVOKED: 401,
  ACTOR_MISMATCH: 401,
  WRONG_TENANT: 401,
  POLICY_DENIED: 403,
  NOT_FOUND: 404,
  IDEMPOTENCY_CONFLICT: 409,
  SCOPE_EXISTS: 409,
  SCOPE_HAS_RECORDS: 409,
  BLOB_IN_USE: 409,
  /** what is asked for contradicts what stands; the message says what does */
  CONFLICT: 409,
  LINK_EXPIRED: 410,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  NOT_IMPLEMENTED: 501,
  UNAVAILABLE: 503,
  NOT_CONFIGURED: 503,
  STORAGE_FULL: 507,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** The body of every refusal. `retriable` means: send the same request again later. */
export interface ErrorBody {
  error_code: ErrorCode;
  message: string;
  details: Record<string, unknown>;
  retriable: boolean;
  request_id: string;
}

const retriableCodes: ReadonlySet<ErrorCode> = new Set([
  'RATE_LIMITED',
  'INTERNAL',
  'UNAVAILABLE',
  'STORAGE_FULL',
]);

/** A refusal with a code, a sentence that says what to do next, and whether a retry helps. */
export class BelayError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;
  override readonly name = 'BelayError';

  constructor(
    code: ErrorCode,
    message: string,
    details: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return errorStatus[this.code];
  }

  get retriable(): boolean {
    return retriableCodes.has(this.code);
  }
}
