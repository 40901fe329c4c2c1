import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import { installationUuid } from '../../slack-app/install/find-installation.ts';
import { type CheckedToken, grantedScopes } from '../installation/check-token.ts';
import type { SavedInstallation } from './save-installation.ts';

/**
 * A workspace that agents brought in, for a connector, too: its token stays where it is. Under
 * `lockWorkspace`. Throws CONFLICT once it is disconnected.
 */
export async function useInstallation(
  client: pg.PoolClient,
  tenant: string,
  id: string,
  checked: CheckedToken,
): Promise<SavedInstallation> {
  const { rows } = await client.query<SavedInstallation>(
    `update slack_installation i set scopes = $3
     where tenant = $1 and id = $2 and state = 'active'
     returning id,
       signing_secret is not null or app is not distinct from 'server' or app is not distinct from 'own' and exists (
         select from slack_app p where p.tenant = i.tenant and p.signing_secret is not null)
         as "hasSigningSecret",
       app_token is not null or app is not distinct from 'own' and exists (
         select from slack_app p where p.tenant = i.tenant and p.app_token is not null)
         as "hasAppToken"`,
    [tenant, installationUuid(id), grantedScopes(checked)],
  );
  if (rows[0]) return rows[0];
  throw new BelayError(
    'CONFLICT',
    'This workspace was disconnected meanwhile. Add it to Slack again.',
    { field: 'installation_id', reason: 'not_connected' },
  );
}
