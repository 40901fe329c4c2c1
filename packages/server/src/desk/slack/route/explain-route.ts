import type { SlackWhy, slackWhyBody } from '@belay/contract/desk/slack';
import { slackSettings } from '@belay/contract/desk/slack-settings';
import type { z } from 'zod';
import type { Context } from '../../../context.ts';
import { findAgent } from '../../agents/find-agent.ts';
import { hoursState } from '../../hours/hours-state.ts';
import { namedChannels } from '../integration/named-channels.ts';
import { bindingOf } from '../integration/read-binding.ts';
import { readChannels } from '../trouble/read-health-facts.ts';
import { troubleWords } from '../trouble/trouble-words.ts';
import { routesOf } from './routes-of.ts';

/**
 * Where an event would go, rule by rule, in words: the very router decides that routes what happens.
 * Throws NOT_FOUND.
 */
export async function explainRoute(
  ctx: Context,
  tenant: string,
  agent: string,
  { event, page, text, language, at }: z.output<typeof slackWhyBody>,
): Promise<SlackWhy> {
  const { isPublic, isPaused, settings: desk } = await findAgent(ctx.pool, { tenant, agent });
  const binding = await bindingOf(ctx.pool, tenant, agent);
  const settings = binding?.settings ?? slackSettings.parse({});
  const installation = binding?.installation ?? null;
  const channels = await readChannels(ctx.pool, tenant, installation, namedChannels(settings));
  const moment = at === undefined ? new Date(ctx.now()) : new Date(at);
  const routing = routesOf(settings, {
    event,
    agent: { isPublic, isPaused },
    page: page ?? null,
    text: text ?? '',
    language: language ?? null,
    isOpen: hoursState(desk.hours, moment).open,
    action: null,
    shared: new Set([...channels.values()].filter(({ isShared }) => isShared).map(({ id }) => id)),
  });
  const silent = installation === null ? 'not_connected' : routing.silent;
  return {
    routes: (silent === null ? routing.routes : []).map(({ channel, because, mention }) => ({
      channel: { id: channel, name: channels.get(channel)?.name ?? channel },
      ...{ because, mention },
    })),
    silent:
      silent === null ? null : { trouble: silent, sentence: troubleWords(silent, { event }).what },
    rules: routing.rules,
  };
}
