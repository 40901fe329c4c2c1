import { channelSummary } from '@belay/slack/cards/channel-summary';
import { dailyDigest } from '@belay/slack/cards/daily-digest';
import { testMessage } from '@belay/slack/cards/test-message';
import type { Context } from '../../../context.ts';
import type { DigestData } from '../digest/digest-data.ts';
import type { Draw, Drawn } from '../outbox/drawn.ts';
import { postKey } from '../outbox/post-key.ts';
import type { PostRow } from '../outbox/post-row.ts';
import { type ChannelFacts, readChannelFacts } from './channel-facts.ts';
import { conversationLink } from './conversation-link.ts';
import { drawCardPost } from './draw-card-post.ts';
import type { SummaryData, TestData } from './post-data.ts';
import { readScene, type Scene } from './read-scene.ts';

/**
 * Posts as they look now, by id: the same rows give the same posts. A few statements for all of
 * them; who draws many at once should draw them together.
 */
export const drawPosts: Draw = async (ctx, tenant, posts) => {
  const wanted = posts.filter((post) => post.wanted);
  const own = wanted.filter(({ card }) => card === null);
  const [scene, channels] = await Promise.all([
    readScene(ctx.pool, tenant, wanted),
    readChannelFacts(ctx.pool, tenant, own),
  ]);
  return new Map(
    posts.map((post): [string, Drawn] => [
      post.id,
      post.wanted ? drawPost(ctx, post, scene, channels.get(post.id)) : { kind: 'delete' },
    ]),
  );
};

function drawPost(
  { config }: Pick<Context, 'config'>,
  post: PostRow,
  scene: Scene,
  channel: ChannelFacts | undefined,
): Drawn {
  return post.card === null
    ? drawOwn(config, post, scene, channel)
    : drawCardPost(config, post, scene);
}

/** What tells of no conversation. */
function drawOwn(
  config: Context['config'],
  post: PostRow,
  { lookOf }: Scene,
  channel: ChannelFacts | undefined,
): Drawn {
  const { language } = lookOf({ ...post, is_shared: channel?.is_shared ?? false });
  const key = postKey(post.id);
  const data: unknown = post.data;
  switch (post.kind) {
    case 'test': {
      const { events } = data as TestData;
      const hearsReplies = channel?.is_member !== false;
      return { kind: 'message', message: testMessage({ key, language, events, hearsReplies }) };
    }
    case 'summary': {
      const { posted: late, dropped: lost } = data as SummaryData;
      return { kind: 'message', message: channelSummary({ key, language, late, lost }) };
    }
    case 'digest': {
      const day = data as DigestData;
      const message = dailyDigest({
        ...{ key, language, agent: channel?.agent_name ?? '' },
        ...{ conversations: day.conversations, byAgent: day.by_agent, byPeople: day.by_people },
        ...{ medianClaimMs: day.median_claim_ms, missed: day.missed },
        ratings: { good: day.good, low: day.low },
        link: conversationLink(config),
      });
      return { kind: 'message', message };
    }
    default:
      return { kind: 'drop', trouble: 'message_gone' };
  }
}
