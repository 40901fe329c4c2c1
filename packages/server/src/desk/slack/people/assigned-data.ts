/** `slack_post.data` of `assigned`: who is mentioned in the thread. */
export interface AssignedData {
  /** as Slack knows them: a mention that rings */
  user_id: string;
}
