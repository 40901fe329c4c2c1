import type { OpenSandbox } from '../open-sandbox.ts';

/** What the page shows and changes. */
export type PageDesk = Pick<
  OpenSandbox,
  | 'url'
  | 'apiUrl'
  | 'world'
  | 'app'
  | 'botToken'
  | 'appToken'
  | 'signingSecret'
  | 'rotateToken'
  | 'events'
  | 'settings'
  | 'sockets'
  | 'switches'
  | 'interactivity'
  | 'oauth'
  | 'defaultPerson'
  | 'framedBy'
>;
