/** An installation of our app; uuids. */
export interface SlackPlace {
  tenant: string;
  installation: string;
}
