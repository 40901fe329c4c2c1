/** `slack_post.data` of a `digest`: figures alone. */
export interface DigestData {
  /** of the agent's own zone, YYYY-MM-DD */
  day: string;
  conversations: number;
  by_agent: number;
  by_people: number;
  median_claim_ms: number | null;
  missed: number;
  good: number;
  low: number;
}
