/** Which turn of the agent something belongs to; uuids. Its words count while no later turn began. */
export interface TurnRef {
  tenant: string;
  conversation: string;
  turn: number;
}
