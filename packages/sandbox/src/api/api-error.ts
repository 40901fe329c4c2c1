/** An `ok: false` answer. `more` stands beside the name (`needed`, `provided`, `errors`, …). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly more: Record<string, unknown>;

  constructor(code: string, more: Record<string, unknown> = {}) {
    super(code);
    this.code = code;
    this.more = more;
  }
}

/** `invalid_arguments`, with the sentences that Slack gives under `response_metadata`. */
export function invalidArguments(...messages: string[]): ApiError {
  return new ApiError('invalid_arguments', {
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}
