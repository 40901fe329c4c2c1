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

/** The desk's live side in this process: what was recorded, to whoever watches, here and elsewhere. */
export interface DeskFeed {
  /** after a commit that recorded news: readers look at the table */
  wake(): void;
  /** of the moment (drafts, typing): kept nowhere, at most 7 kB of JSON, told to every process */
  say(news: DeskNews): void;
}
