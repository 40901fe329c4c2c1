import eventsFile from './events.json' with { type: 'json' };
import methodsFile from './methods.json' with { type: 'json' };

export type Tier = 't1' | 't2' | 't3' | 't4' | 't5';

export interface OracleMethod {
  http_method: string;
  tier: Tier;
  /** whether a JSON body counts; null: not said, and it doesn't */
  json_input: boolean | null;
  /** any one of these will do, per kind of token; empty: none needed */
  scopes: { bot?: string[]; user?: string[] };
  required: string[];
  args: Record<string, { type?: string; subtype?: string; default?: unknown } | undefined>;
  errors: string[];
}

/** Tier, scopes, arguments and error names per method (source and licence: NOTICE). */
// the file is data of exactly this shape; a test walks every method of it
export const methods = methodsFile.methods as Record<string, OracleMethod | undefined>;

/** Scopes per event. */
export const events = eventsFile.events as Record<string, { scopes: string[] } | undefined>;
