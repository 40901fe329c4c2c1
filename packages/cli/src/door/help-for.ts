import { z } from 'zod';
import type { DeclaredOption } from '../settings/declared-option.ts';

/** A flag's line in --help: meaning, variable, default. */
export function helpFor({
  meaning,
  flagMeaning,
  variable,
  fallback,
  schema,
}: DeclaredOption): string {
  const facts = [
    ...(variable ? [variable] : []),
    ...(schema instanceof z.ZodBoolean ? [] : [`default ${fallback.replaceAll('`', '')}`]),
  ];
  return facts.length > 0
    ? `${flagMeaning ?? meaning} (${facts.join('; ')})`
    : (flagMeaning ?? meaning);
}
