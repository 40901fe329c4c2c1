/** Who calls by a visitor's token; uuids. */
export interface VisitorCaller {
  tenant: string;
  visitor: string;
  /** whose widget the token was given to */
  agent: string;
  /** as hex: what is stored of the token */
  tokenHash: string;
}
