import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import type { Transport } from './draft.ts';

export interface SlackManifest {
  manifest: Record<string, unknown>;
  /** opens Slack's own page with the manifest filled in */
  link: string;
  mode: Transport;
  /** where Slack would send events; null: this server has no public address */
  request_url: string | null;
  /** why it is another mode than the one asked for, in words */
  note: string | null;
}

/** The manifest of the app to make, for this server's address. */
export const manifestQuery = (mode: Transport) =>
  queryOptions({
    queryKey: ['slack-manifest', mode],
    queryFn: ({ signal }) =>
      api.get<SlackManifest>('/v1/slack/manifest', { query: { mode }, signal }),
    staleTime: 300_000,
  });
