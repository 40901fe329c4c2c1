const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const space = 36n ** 8n;
// coprime with 36^8, so that multiplying by it visits every id once
const stride = 1_580_030_173_981n;

/** Ids of Slack's length (11 characters), the same in every run that asks in the same order. */
export class Ids {
  readonly #counts = new Map<string, number>();

  /** A new id with that one-letter prefix: `C` → `C09…`. */
  next(prefix: string): string {
    const count = (this.#counts.get(prefix) ?? 0) + 1;
    this.#counts.set(prefix, count);
    let rest = (BigInt(count) * stride + BigInt(prefix.charCodeAt(0)) * 7_919n) % space;
    let digits = '';
    for (let i = 0; i < 8; i++) {
      digits = alphabet[Number(rest % 36n)] + digits;
      rest /= 36n;
    }
    return `${prefix}09${digits}`;
  }
}
