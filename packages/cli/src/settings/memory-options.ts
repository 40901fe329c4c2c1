import { z } from 'zod';
import type { DeclaredOption } from './declared-option.ts';

/** Which memory and as whom: section `cortexdb` of the YAML file, flags of every command. */
export const memoryOptions = {
  url: {
    flag: '--endpoint <url>',
    variable: 'CORTEXDB_URL',
    schema: z.string(),
    takes: 'an http(s) address',
    fallback: '`http://localhost:3141`',
    meaning: 'the memory',
  },
  api_key: {
    flag: '--api-key <token>',
    variable: 'CORTEXDB_API_KEY',
    schema: z.string(),
    takes: 'a token',
    fallback: 'the state file',
    meaning: 'a token of the memory',
    secret: true,
  },
  actor: {
    flag: '--actor <actor>',
    variable: 'CORTEXDB_ACTOR',
    schema: z.string(),
    takes: 'an actor such as user:ada',
    fallback: 'the state file',
    meaning: 'who the token belongs to',
  },
  scope: {
    flag: '-S, --scope <scope>',
    variable: 'CORTEXDB_SCOPE',
    schema: z.string(),
    takes: 'a scope such as org:acme',
    fallback: 'the state file',
    meaning: 'where to read and write',
  },
} as const satisfies Record<string, DeclaredOption>;
