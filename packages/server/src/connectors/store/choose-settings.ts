import type { ScopeTemplate } from '@belay/connector/map/scope-template';
import type { ConnectorSettings } from '@belay/contract/connector';
import { BelayError } from '@belay/contract/error';
import type { Channel } from '@belay/slack/model';
import { knownChannels } from '../installation/name-channels.ts';

/**
 * Settings with ids in place of names. `followed` ones may stay although Slack shows them no longer.
 * Throws 422 with the field where settings can't hold together.
 */
export function chooseSettings(
  settings: ConnectorSettings,
  template: ScopeTemplate,
  listed: readonly Channel[],
  followed: ConnectorSettings['channels'] = [],
): ConnectorSettings {
  if (settings.channels === 'all_public') return settings;
  const shown = new Set(listed.map(({ id }) => id));
  const lost = new Set(
    followed === 'all_public' ? [] : followed.filter((channel) => !shown.has(channel)),
  );
  const staying = settings.channels.filter((channel) => lost.has(channel));
  const named = settings.channels.filter((channel) => !lost.has(channel));
  const chosen = named.length === 0 && staying.length > 0 ? [] : knownChannels(listed, named);
  const hidden = chosen.filter(({ isPrivate }) => isPrivate);
  if (hidden.length > 0 && !template.uses.has('channel'))
    throw new BelayError(
      'INVALID_BODY',
      `${hidden
        .slice(0, 5)
        .map(({ name }) => `#${name}`)
        .join(
          ', ',
        )} ${hidden.length === 1 ? 'is' : 'are'} private, and this scope template has no {channel}: private words would share a scope with others, and nobody could tell who may read them. Add a segment like channel:{channel}.`,
      { field: 'settings.scope_template', reason: 'private channels need {channel}' },
    );
  return { ...settings, channels: [...chosen.map(({ id }) => id), ...staying] };
}

/** Throws 422 where real time is wanted and nothing could bring an event. */
export function refuseDeafRealtime(
  settings: Pick<ConnectorSettings, 'mode'>,
  has: { hasSigningSecret: boolean; hasAppToken: boolean },
): void {
  if (settings.mode !== 'realtime' || has.hasSigningSecret || has.hasAppToken) return;
  throw new BelayError(
    'INVALID_BODY',
    'Real time needs a way for Slack to reach this server: give the signing secret (events by HTTP) or an app-level token (Socket Mode), or choose polling.',
    { field: 'settings.mode', reason: 'no signing secret and no app token' },
  );
}
