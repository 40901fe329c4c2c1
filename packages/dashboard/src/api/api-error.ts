import type { ErrorCode } from '@belay/contract/error';

/** What the server refuses with; and what stands in its way: `OFFLINE`, `BAD_ANSWER`. */
export type ApiErrorCode = ErrorCode | 'OFFLINE' | 'BAD_ANSWER';

/** A refusal with its code, its sentence and the request id to quote. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  /** 0: no answer came */
  readonly status: number;
  readonly details: Record<string, unknown>;
  readonly retriable: boolean;
  readonly requestId: string | null;

  constructor(
    error: {
      code: ApiErrorCode;
      message: string;
      status: number;
      details?: Record<string, unknown>;
      retriable?: boolean;
      requestId?: string | null;
    },
    options?: ErrorOptions,
  ) {
    super(error.message, options);
    this.code = error.code;
    this.status = error.status;
    this.details = error.details ?? {};
    this.retriable = error.retriable ?? false;
    this.requestId = error.requestId ?? null;
  }
}
