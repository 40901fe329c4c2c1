import type { VariableName } from '@belay/contract/environment';
import type { z } from 'zod';

/** One setting, declared once: its flag, its name in YAML, its variable, its line in docs/cli.md. */
export interface DeclaredOption {
  /** as commander reads it, e.g. `--channels <names>` */
  flag?: string;
  /** another flag for one of its values, e.g. `--full` */
  shorthand?: { flag: string; meaning: string };
  variable?: VariableName;
  /** what YAML may hold under its name */
  schema: z.ZodType;
  /** what it takes, in words that follow "it takes" */
  takes: string;
  /** the words that it knows, for the nearest one */
  words?: readonly string[];
  /** what holds when it is set nowhere */
  fallback: string;
  meaning: string;
  /** what the flag does, where it says the opposite of the name in YAML */
  flagMeaning?: string;
  /** its value never appears in an error */
  secret?: true;
}
