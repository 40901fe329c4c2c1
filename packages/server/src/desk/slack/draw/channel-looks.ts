import { type SlackSettings, slackSettings } from '@belay/contract/desk/slack-settings';
import type { CardLanguage, Redaction } from '@belay/slack/cards/card-model';
import { strictest } from '@belay/slack/cards/redact-card';
import type pg from 'pg';
import { channelShows } from '../route/routes-of.ts';

/** How one channel shows what one agent tells there. */
export interface ChannelLook {
  redaction: Redaction;
  language: CardLanguage;
}

/** Whose post in which channel; ids are uuids but for the channel. */
export interface LookPlace {
  agent: string | null;
  installation: string;
  channel: string;
  is_shared: boolean;
}

/** Answers how channels look, in one statement for all of these installations (uuids). */
export async function readChannelLooks(
  pool: pg.Pool,
  tenant: string,
  installations: readonly string[],
): Promise<(place: LookPlace) => ChannelLook> {
  const { rows } = await pool.query<{
    agent: string;
    installation: string | null;
    settings: unknown;
  }>({
    name: 'slack-looks',
    // of an agent that was disconnected, too: what it said there still stands
    text: `select b.agent, b.installation, b.settings from slack_binding b
           where b.tenant = $1 and (b.installation = any($2::uuid[]) or b.installation is null)`,
    values: [tenant, installations],
  });
  const bindings = rows.map(({ settings, ...row }) => ({
    ...row,
    settings: slackSettings.parse(settings),
  }));
  return ({ agent, installation, channel, is_shared }) => {
    const own = bindings.find((binding) => binding.agent === agent);
    const others = bindings.filter((binding) => binding.installation === installation);
    const shown = own && channelShows(own.settings, sharedOf(channel, is_shared), channel);
    return {
      language: shown?.language ?? 'en',
      // who decided nothing shows nothing
      redaction: strictest([
        shown?.redaction ?? 'no_transcript',
        ...others.map(({ settings }) => chosenFor(settings, channel)),
      ]),
    };
  };
}

function sharedOf(channel: string, isShared: boolean): { shared: ReadonlySet<string> } {
  return { shared: new Set(isShared ? [channel] : []) };
}

function chosenFor({ channels }: SlackSettings, channel: string): Redaction {
  return channels[channel]?.redaction ?? 'none';
}
