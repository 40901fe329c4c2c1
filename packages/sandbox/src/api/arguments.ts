import type { OracleMethod } from '../oracle/oracle.ts';
import { ApiError, invalidArguments } from './api-error.ts';

/** Arguments as they came: strings from queries and forms, anything from JSON. */
export type RawArguments = Record<string, unknown>;

/** The arguments of one call, held to the oracle. Unknown ones are tolerated, as Slack does. */
export class Arguments {
  readonly #raw: RawArguments;

  constructor(raw: RawArguments, oracle: OracleMethod) {
    this.#raw = raw;
    const missing = oracle.required.filter((name) => !this.has(name));
    if (missing.length > 0)
      throw invalidArguments(...missing.map((name) => `missing required field: ${name}`));
    for (const [name, rule] of Object.entries(oracle.args)) this.#check(name, rule?.type);
  }

  has(name: string): boolean {
    const value = this.#raw[name];
    return value !== undefined && value !== null && value !== '';
  }

  text(name: string): string | undefined {
    const value = this.#raw[name];
    if (value === undefined || value === null) return undefined;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }

  /** A text that the caller knows to be there, because the oracle requires it. */
  need(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === '')
      throw invalidArguments(`missing required field: ${name}`);
    return value;
  }

  flag(name: string): boolean {
    const value = this.#raw[name];
    return value === true || value === 1 || value === 'true' || value === '1';
  }

  number(name: string): number | undefined {
    return this.has(name) ? Number(this.#raw[name]) : undefined;
  }

  /** A comma list (or an array, in JSON). */
  list(name: string): string[] | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#raw[name];
    const parts = Array.isArray(value) ? value.map(String) : String(value).split(',');
    return parts.map((part) => part.trim()).filter((part) => part !== '');
  }

  /** Structured data: parsed JSON, or a string that holds it. `failure` names what Slack answers. */
  json(name: string, failure: string): unknown {
    const value = this.#raw[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      throw new ApiError(failure);
    }
  }

  #check(name: string, type: string | undefined): void {
    if (!this.has(name)) return;
    const value = this.#raw[name];
    if ((type === 'integer' || type === 'number') && !/^-?\d+$/.test(String(value)))
      throw invalidArguments(`must be a valid ${type} [json-pointer:/${name}]`);
    if (type === 'boolean' && !/^(true|false|0|1)$/i.test(String(value)))
      throw invalidArguments(`must be a boolean [json-pointer:/${name}]`);
    if (type === 'string' && typeof value === 'object')
      throw invalidArguments(`must be a string [json-pointer:/${name}]`);
  }
}
