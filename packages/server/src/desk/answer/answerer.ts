import type { WidgetLanguage } from '@belay/contract/desk/agent';
import type { EscalationReason } from '@belay/contract/desk/conversation';
import type { Caller } from '../../auth/authorize.ts';
import type { AgentRow } from '../agents/agent-row.ts';
import type { Release } from './check/release.ts';
import type { Sources } from './source/sources.ts';

/** One public line of a conversation, as an answerer may know it. */
export interface Said {
  author: 'visitor' | 'agent' | 'person' | 'event';
  name: string | null;
  text: string;
}

/** What is asked, by whom, and who reads for it. */
export interface Asked {
  agent: AgentRow;
  /** the agent's own reach: whatever is asked for, nothing else is read */
  caller: Caller;
  language: WidgetLanguage;
  /** the visitor's words that nobody answered yet */
  question: string;
  /** what the visitor said before them, oldest first */
  before: string[];
  /** everything public before the question, oldest first, with who said it */
  history: Said[];
  /** of the person who handed back */
  instruction: string | null;
}

/** A conversation should go to a person. */
export interface HandOver {
  reason: EscalationReason;
  detail: string | null;
}

/** How an answer ended; its words are in the release. */
export interface Answered {
  answerer: 'built_in' | 'model';
  /** false: nothing was found to stand on */
  grounded: boolean;
  handOver: HandOver | null;
}

/** Where an answer's words go, and what they stand on. */
export interface Output {
  release: Release;
  sources: Sources;
}
