/** A request that was answered, without anything that was said in it. */
export interface SeenRequest {
  /** whose it was, where the caller proved that */
  tenant: string | undefined;
  by: 'visitor' | 'caller' | 'nobody';
  method: string;
  /** with its parameters' names: no id */
  route: string;
  status: number;
  ms: number;
}
