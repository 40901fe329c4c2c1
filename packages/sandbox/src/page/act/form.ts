import { Refusal } from './refusal.ts';

/** A form as it came. */
export class Form {
  readonly #data: FormData;

  constructor(data: FormData) {
    this.#data = data;
  }

  text(name: string): string {
    const value = this.#data.get(name);
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  }

  /** A text that must be there; the sentence says what is missing. */
  need(name: string, sentence: string): string {
    const value = this.text(name).trim();
    if (value === '') throw new Refusal(sentence);
    return value;
  }

  /** All values of one name, without empty ones. */
  all(name: string): string[] {
    return this.#data
      .getAll(name)
      .filter((value): value is string => typeof value === 'string' && value !== '')
      .map((value) => value.replaceAll('\r\n', '\n'));
  }

  /** The names that begin so. */
  names(prefix: string): string[] {
    return [...new Set(this.#data.keys())].filter((name) => name.startsWith(prefix));
  }

  /** A file that was chosen. */
  file(name: string): File | undefined {
    const value = this.#data.get(name);
    return value instanceof File && value.name !== '' ? value : undefined;
  }
}
