import { z } from 'zod';
import type { DeclaredOption } from '../settings/declared-option.ts';

/** A flag's line in --help: meaning, variable, default. */
export function helpFor({ meaning, variable, fallback, schema }: DeclaredOption): string {
  const facts = [
    ...(variable ? [variable] : []),
    ...(schema instanceof z.ZodBoolean ? [] : [`default ${fallback.replaceAll('`', '')}`]),
  ];
  return facts.length > 0 ? `${meaning} (${facts.join('; ')})` : meaning;
}
