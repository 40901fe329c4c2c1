import { MemoryError } from '@belay/connector/ports';

/** Statuses after which the same request may succeed later, when the body doesn't say. */
const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504, 507]);

/**
 * A refusal by a CortexDB over HTTP. The code is upper-cased: the documented spellings differ in
 * case between versions, so callers compare one form only.
 */
export class ApiError extends MemoryError {
  readonly status: number;
  readonly details: Record<string, unknown>;
  readonly requestId: string | undefined;

  constructor(
    status: number,
    body: unknown,
    options: ErrorOptions & { retryAfterMs?: number | undefined; requestId?: string | undefined },
  ) {
    const said = isRecord(body) ? body : {};
    const code = typeof said.error_code === 'string' ? said.error_code.toUpperCase() : undefined;
    const message =
      typeof said.message === 'string' && said.message !== ''
        ? said.message
        : `the memory answered ${status}`;
    super(code ?? `HTTP_${status}`, message, {
      ...(options.cause === undefined ? {} : { cause: options.cause }),
      retriable: typeof said.retriable === 'boolean' ? said.retriable : passing.has(status),
      ...(options.retryAfterMs === undefined ? {} : { retryAfterMs: options.retryAfterMs }),
    });
    this.status = status;
    this.details = isRecord(said.details) ? said.details : {};
    this.requestId =
      options.requestId ?? (typeof said.request_id === 'string' ? said.request_id : undefined);
  }
}

/** Narrows parsed JSON to an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
