import type { PersonKey } from './people.ts';

/**
 * One thing that somebody said. Texts name people as `<@mara>` and channels as `<#incidents>`;
 * the telling puts real ids in.
 */
export interface Said {
  /**
   * A root: `23d 09:12` is that many working days before the base day, UTC; `95m` is that many
   * minutes before the base. A reply: `+4m`, `+2h` after the one before it in the thread.
   */
  at: string;
  by: PersonKey;
  /** how it reads in the end; `edit.from` is how it was first written */
  text: string;
  replies?: Said[];
  reactions?: Record<string, PersonKey[]>;
  edit?: { after: string; from: string };
  /** taken back this long after; with replies a tombstone remains */
  deleted?: string;
  file?: string;
  broadcast?: true;
}

export interface ChannelStory {
  name: string;
  topic: string;
  purpose: string;
  isPrivate?: true;
  /** archived this many working days before the base day */
  archived?: string;
  /** nobody named: everyone who works here */
  members?: PersonKey[];
  /** who joined late, in the channel's own join messages */
  joins?: { at: string; by: PersonKey }[];
  said: Said[];
}

/** One line of a story, in the order in which one tells it. */
export function say(
  at: string,
  by: PersonKey,
  text: string,
  more: Omit<Said, 'at' | 'by' | 'text'> = {},
): Said {
  return { at, by, text, ...more };
}
