import type { PersonKey } from './people.ts';

/** One thing that happens in the demo world. `key` names what was said, for whatever follows it. */
export type Beat = { /** ms since the epoch */ at: number } & (
  | {
      kind: 'say';
      key: string;
      channel: string;
      by: PersonKey;
      text: string;
      /** the key of the thread's root */
      re?: string;
      broadcast?: true;
      file?: string;
    }
  | { kind: 'react'; on: string; by: PersonKey; emoji: string }
  | { kind: 'rewrite'; on: string; by: PersonKey; text: string }
  | { kind: 'take-back'; on: string; by: PersonKey }
  | { kind: 'join'; channel: string; by: PersonKey }
  | { kind: 'archive'; channel: string }
);
