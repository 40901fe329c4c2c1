/** Text as it is read, whatever it was written in. */
export type Block =
  | { kind: 'heading'; level: number; text: string }
  /** `tight`: a line of a list or table, right below the one before */
  | { kind: 'text'; text: string; tight?: boolean };

/** What was read of one source or page. */
export interface ReadText {
  title: string | undefined;
  blocks: Block[];
  /** there was more of it */
  isCut?: boolean;
}

/** Characters that can be seen. */
export function visibleLength(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { text }) => sum + text.replace(/\s+/g, '').length, 0);
}
