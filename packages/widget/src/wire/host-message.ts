/**
 * Between the loader on a website and the frame of ours in it. The loader hands over one end of a
 * channel, to our origin alone; everything else goes through it, and nobody else on the page hears it.
 */
export interface Hello {
  belay: 'hello';
  page: HostPage;
  open: boolean;
  /** somebody pressed for it: only then it takes the keyboard. A loader of before says nothing */
  asked?: boolean;
  identity: unknown;
  /** what the website's tag asks for */
  language: string | null;
  theme: string | null;
  accent: string | null;
}

/** Where the visitor is. */
export interface HostPage {
  url: string;
  title: string;
}

export type ToFrame =
  | { kind: 'open'; open: boolean; asked?: boolean }
  | { kind: 'page'; page: HostPage }
  | { kind: 'identify'; identity: unknown }
  | { kind: 'forget' };

export type ToHost =
  /** the chat can be used now */
  | { kind: 'ready' }
  | { kind: 'close' }
  /** messages that the visitor hasn't seen; `known`: they have talked here before */
  | { kind: 'unread'; unread: number; known: boolean }
  | { kind: 'event'; name: string; detail: unknown };
