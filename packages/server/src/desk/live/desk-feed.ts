import type { DeskEvent, WidgetEvent } from '@belay/contract/desk/stream';

/** What one conversation's people are told; null: this side isn't. */
export interface DeskNews {
  /** uuids */
  tenant: string;
  conversation: string;
  visitor: string;
  forOperators: DeskEvent | null;
  forVisitor: WidgetEvent | null;
}

/** What is true for the moment; without a conversation or visitor it concerns the whole tenant. */
export interface DeskMoment extends Omit<DeskNews, 'conversation' | 'visitor'> {
  conversation: string | null;
  visitor: string | null;
}

/** The desk's live side in this process: what was recorded, to whoever watches, here and elsewhere. */
export interface DeskFeed {
  /** after a commit that recorded news: readers look at the table */
  wake(): void;
  /** of the moment (drafts, typing): kept nowhere, told to every process; readers here at once */
  say(moment: DeskMoment): void;
  /** when the visitor of a conversation (uuid) was last seen typing, ms; undefined: not lately */
  typedAt(conversation: string): number | undefined;
  /** after a commit that blocked, erased or merged a visitor: their streams end, everywhere */
  dismiss(tenant: string, visitor: string): void;
}
