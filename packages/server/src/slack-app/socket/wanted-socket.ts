import { secretName } from '../../connectors/installation/installation-secrets.ts';
import type { Context } from '../../context.ts';
import { credentialsOf } from '../app/app-credentials.ts';

/** A connection that somebody has to keep open. */
export interface WantedSocket {
  appToken: string;
  /** undefined: Slack's own */
  apiUrl: string | undefined;
}

interface Row {
  app_token: Buffer | null;
  app: 'own' | 'server' | null;
  api_url: string | null;
  has_desk: boolean;
  has_realtime: boolean;
}

const columns = `
  exists (select from slack_binding b
          where b.tenant = i.tenant and b.installation = i.id) as has_desk,
  exists (select from connector c
          where c.tenant = i.tenant and c.installation = i.id and c.wanted = 'running'
            and c.settings ->> 'mode' = 'realtime') as has_realtime`;

/**
 * Whether this installation is to hold a Socket Mode connection, for its agents or else for its
 * connectors; undefined: it isn't, or another one does. A token that was pasted for it is its own;
 * an app's token serves all workspaces of the app over one connection, since Slack allows ten: that
 * of the first installation whose agents need it.
 */
export async function wantedSocket(
  ctx: Context,
  { tenant, installation }: { tenant: string; installation: string },
  side: 'desk' | 'connectors',
): Promise<WantedSocket | undefined> {
  const { rows } = await ctx.pool.query<Row>({
    name: 'wanted-socket',
    text: `select i.app_token, i.app, i.api_url, ${columns} from slack_installation i
           where i.tenant = $1 and i.id = $2 and i.state = 'active'`,
    values: [tenant, installation],
  });
  const [row] = rows;
  if (!row || sideOf(row) !== side) return undefined;
  if (row.app_token) {
    const appToken = ctx.sealer.open(secretName.appToken(installation), row.app_token);
    return { appToken, apiUrl: row.api_url ?? ctx.slackApiUrl(appToken) };
  }
  const app = row.app && (await credentialsOf(ctx, tenant, row.app));
  if (!app?.appToken || (await seatOf(ctx, tenant, app.whose)) !== installation) return undefined;
  return { appToken: app.appToken, apiUrl: app.apiUrl };
}

const sideOf = ({ has_desk, has_realtime }: Row) =>
  has_desk ? 'desk' : has_realtime ? 'connectors' : undefined;

/** Among all installations that came by an app, over all tenants where it is the server's. */
async function seatOf(
  ctx: Context,
  tenant: string,
  whose: 'own' | 'server',
): Promise<string | undefined> {
  const { rows } = await ctx.pool.query<{ id: string }>(
    `select id from (
       select i.id, ${columns} from slack_installation i
       where i.app = $1 and ($1 = 'server' or i.tenant = $2) and i.state = 'active'
         and i.app_token is null) as candidate
     where has_desk or has_realtime order by has_desk desc, id limit 1`,
    [whose, tenant],
  );
  return rows[0]?.id;
}
