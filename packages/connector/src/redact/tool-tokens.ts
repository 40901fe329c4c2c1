import { type Rule, token } from './rule.ts';

/** Of the tools that a team works with. */
export const toolTokens: readonly Rule[] = [
  token('linear key', ['lin_api_', 'lin_oauth_'], 'lin_(?:api|oauth)_[A-Za-z0-9]{32,}'),
  token('notion token', ['ntn_', 'secret_'], '(?:ntn|secret)_[A-Za-z0-9]{40,}'),
  token('figma token', 'figd_', 'figd_[A-Za-z0-9_-]{36,}'),
  token('airtable token', 'pat', 'pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}'),
  token('sentry token', 'sntry', 'sntry[a-z]_[A-Za-z0-9+/=_]{40,}'),
  token('grafana token', ['glsa_', 'glc_'], 'gl(?:sa|c)_[A-Za-z0-9+/=_]{32,}'),
  token('new relic key', ['NRAK-', 'NRJS-'], 'NR(?:AK|JS)-[A-Za-z0-9]{19,}'),
  token('posthog key', 'phx_', 'phx_[A-Za-z0-9]{40,}'),
  token('postman key', 'PMAK-', 'PMAK-[a-f0-9]{24}-[a-f0-9]{34}'),
  token('pulumi token', 'pul-', 'pul-[a-f0-9]{40}'),
  token('doppler token', 'dp.', 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[A-Za-z0-9._-]{40,}'),
];
