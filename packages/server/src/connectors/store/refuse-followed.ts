import type { ConnectorSettings } from '@belay/contract/connector';
import { BelayError } from '@belay/contract/error';
import type { Channel } from '@belay/slack/model';
import type pg from 'pg';
import { connectorId } from './connector-id.ts';

interface Other {
  id: string;
  name: string;
  wanted: string;
  channels: ConnectorSettings['channels'];
}

const mostNamed = 10;

/**
 * A channel has one owner among the connectors of a tenant (SYN-15): throws CONFLICT with those
 * that another one follows. Call it under `lockWorkspace`, so that two can't take the same at once.
 */
export async function refuseFollowed(
  client: pg.PoolClient,
  tenant: string,
  wish: {
    teamId: string;
    /** the connector that is changed */
    except?: string;
    channels: ConnectorSettings['channels'];
    listed: readonly Channel[];
  },
): Promise<void> {
  const { rows: others } = await client.query<Other>(
    `select c.id, c.name, c.wanted, c.settings->'channels' as channels
     from connector c join slack_installation i on i.tenant = c.tenant and i.id = c.installation
     where c.tenant = $1 and i.team_id = $2 and c.id is distinct from $3::uuid
     order by c.created_at`,
    [tenant, wish.teamId, wish.except ?? null],
  );
  const isWanted = follower(wish.channels);
  for (const other of others) {
    const isFollowed = follower(other.channels);
    const both = wish.listed.filter((channel) => isWanted(channel) && isFollowed(channel));
    if (both.length > 0) throw followed(both, other);
    // two that follow all public ones meet at the first channel that is made
    if (wish.channels === 'all_public' && other.channels === 'all_public')
      throw followed([], other);
  }
}

function follower(channels: ConnectorSettings['channels']): (channel: Channel) => boolean {
  if (channels === 'all_public') return ({ isPrivate }) => !isPrivate;
  const ids = new Set(channels);
  return ({ id }) => ids.has(id);
}

function followed(channels: readonly Channel[], { id, name, wanted }: Other): BelayError {
  const names = channels.slice(0, mostNamed).map((channel) => `#${channel.name}`);
  const more = channels.length - names.length;
  const which = names.length === 0 ? 'All public channels' : names.join(', ');
  const rest = more > 0 ? ` and ${more} more` : '';
  const isOne = channels.length === 1;
  const next =
    wanted === 'deleting'
      ? 'It is being deleted: try again once it is gone.'
      : 'A channel has one connector: leave out what it follows, or change that one.';
  return new BelayError(
    'CONFLICT',
    `${which}${rest} ${isOne ? 'is' : 'are'} followed by the connector "${name}" already. ${next}`,
    {
      field: 'settings.channels',
      connector_id: connectorId(id),
      channels: channels.slice(0, 1000).map((channel) => ({ id: channel.id, name: channel.name })),
    },
  );
}
