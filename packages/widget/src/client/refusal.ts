import type { ErrorBody } from '@belay/contract/error';

/** The server said no, in words and with a code. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly details: Record<string, unknown>;
  /** ms to wait before the same request has a chance; 0: not said */
  readonly retryAfterMs: number;

  constructor(status: number, body: Partial<ErrorBody>, retryAfterMs = 0) {
    super(body.message ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.error_code ?? '';
    this.details = body.details ?? {};
    this.retryAfterMs = retryAfterMs;
  }

  /** the same request may succeed later */
  get mayPass(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

/** What a refused request's answer says; a proxy's page says nothing. */
export async function refusalOf(answer: Response): Promise<Refusal> {
  const body = (await answer.json().catch(() => ({}))) as Partial<ErrorBody>;
  const seconds = Number(answer.headers.get('retry-after')) || 0;
  return new Refusal(answer.status, body, seconds * 1000);
}
