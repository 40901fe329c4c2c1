/** Which calls a fault meets; a member that is absent matches all. */
interface ApiTarget {
  /** a Web API method, or `download` for file bytes */
  method?: string;
  channel?: string;
  /** how often it strikes; default: until it is removed */
  times?: number;
  /** lets this many matching calls pass first */
  after?: number;
}

interface EventTarget {
  /** inner event type, as in the catalogue: `message`, `reaction_added` … */
  event?: string;
  times?: number;
  after?: number;
}

/** What can go wrong with a Web API call. */
export type ApiFault = ApiTarget &
  (
    | { kind: 'rate_limit'; retryAfterS: number }
    /** ok:false with that name, over HTTP 200 */
    | { kind: 'error'; error: string; needed?: string }
    /** an HTTP status with a page, not JSON */
    | { kind: 'http'; status: number }
    /** answered late, by the sandbox's clock */
    | { kind: 'slow'; ms: number }
    /** nothing is done; the connection breaks after that long */
    | { kind: 'timeout'; ms: number }
    /** the work is done, then the connection breaks: the caller can't know */
    | { kind: 'late_write'; ms: number }
    /** reads see the world as it was (Slack: up to 8 s) */
    | { kind: 'stale'; ms: number }
    /** pages hold at most that many, though more exist */
    | { kind: 'short_page'; size: number }
    /** one page without items but with a cursor */
    | { kind: 'empty_page' }
    /** `users[]` of reactions cut to that many */
    | { kind: 'truncate_users'; max: number }
    /** a free plan: nothing before that ts is served, `is_limited` says so */
    | { kind: 'limited'; before: string }
    /** has_more without a cursor */
    | { kind: 'no_cursor' }
    /** the cursor of this very page again */
    | { kind: 'repeat_cursor' }
    /** file downloads answer a sign-in page over HTTP 200 */
    | { kind: 'html_file' }
  );

/** What can go wrong with the delivery of events. */
export type EventFault = EventTarget &
  (
    | { kind: 'lose' }
    /** the same again, under other event ids, without retry headers */
    | { kind: 'duplicate'; copies: number }
    | { kind: 'delay'; ms: number }
    /** held back until the next delivery has gone out */
    | { kind: 'reorder' }
  );

export type Fault = ApiFault | EventFault;
export type FaultOf<K extends Fault['kind']> = Extract<Fault, { kind: K }>;
