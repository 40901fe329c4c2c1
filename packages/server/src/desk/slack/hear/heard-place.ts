/** Where something was heard: our app in one workspace or organisation; uuids. */
export interface HeardPlace {
  tenant: string;
  installation: string;
}
