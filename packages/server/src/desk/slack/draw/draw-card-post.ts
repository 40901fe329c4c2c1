import type { CardMessage } from '@belay/slack/cards/block';
import type { CardLanguage } from '@belay/slack/cards/card-model';
import { erasedPost } from '@belay/slack/cards/erased-post';
import { historyPosts } from '@belay/slack/cards/history-posts';
import { reminder } from '@belay/slack/cards/reminder';
import { backPost, eventPost, rootCard } from '@belay/slack/cards/root-card';
import { assignedLine, linePieces, threadLine } from '@belay/slack/cards/thread-line';
import type { Context } from '../../../context.ts';
import { publicId } from '../../../memory/ids.ts';
import type { ReminderData } from '../../ladder/reminder-data.ts';
import type { Drawn } from '../outbox/drawn.ts';
import { postKey } from '../outbox/post-key.ts';
import type { PostRow } from '../outbox/post-row.ts';
import type { AssignedData } from '../people/assigned-data.ts';
import { cardEvents } from './card-events.ts';
import type { CardFacts, CardStanding } from './card-facts.ts';
import { cardModelOf, erasedModel } from './card-model-of.ts';
import type { ChannelLook } from './channel-looks.ts';
import { conversationLink } from './conversation-link.ts';
import { lineOf } from './line-of.ts';
import { announcementsOf, eventData, historyData, lineData, messageOf } from './post-data.ts';
import { type Scene, stretchOf } from './read-scene.ts';
import { settledReminder } from './settled-reminder.ts';

interface Part {
  post: PostRow;
  facts: CardFacts;
  standing: CardStanding;
  look: ChannelLook;
  link: string;
  scene: Scene;
  config: Context['config'];
}

/** What belongs to a conversation's card, drawn from how the conversation stands. */
export function drawCardPost(config: Context['config'], post: PostRow, scene: Scene): Drawn {
  const facts = scene.cards.get(post.card ?? '');
  // whatever it told is not known any more: nothing of it may stay
  if (!facts) return gone(post, 'en');
  const look = scene.lookOf(facts);
  const { standing } = facts;
  if (!standing) return gone(post, look.language);
  const link = conversationLink(config, standing.conversation);
  const part: Part = { post, facts, standing, look, link, scene, config };
  switch (post.kind) {
    case 'card':
    case 'event':
      return { kind: 'message', message: drawEvent(part) };
    case 'history':
      return drawHistory(part);
    case 'line':
      return drawLine(part);
    case 'reminder':
      return drawReminder(part);
    case 'assigned':
      return { kind: 'message', message: drawAssigned(part) };
    default:
      return hidden(post);
  }
}

function drawEvent({ post, facts, standing, look, scene, config }: Part): CardMessage {
  const announced = announcementsOf(post).flatMap((id) => scene.announcements.get(id) ?? []);
  const data = eventData(post);
  const model = cardModelOf({
    ...{ post: post.id, facts, standing, look, data, publicUrl: config.publicUrl },
    events: cardEvents(announced, standing),
    words: post.kind === 'card' ? (scene.lastWords.get(standing.conversation) ?? []) : [],
  });
  if (post.kind === 'card') return rootCard(model);
  const key = postKey(post.id);
  return data.remark === 'is_back' ? backPost(model, key) : eventPost(model, key);
}

/** Its words may have become fewer since it was counted: then it tells nothing. */
function drawHistory({ post, standing, look, link, scene }: Part): Drawn {
  const { n, of: most } = historyData(post);
  const words = scene.wordsOf(stretchOf(post, standing.conversation));
  const pages = historyPosts({ ...look, words, link, most }, () => postKey(post.id));
  const message = pages[n - 1];
  return message ? { kind: 'message', message } : hidden(post);
}

function drawLine({ post, standing, look, link, scene }: Part): Drawn {
  const said = scene.messages.get(messageOf(post) ?? '');
  const isRetracted = said?.deleted_at !== null;
  // nobody read it: nothing has to be taken back
  if (!said || (isRetracted && post.ts === null)) return hidden(post);
  const { mention = null, piece = 1, pieces: count = 1 } = lineData(post);
  const line = lineOf(said, standing, look.language);
  const all = linePieces(line.text, look.redaction);
  // what has become longer ends in a link, what has become shorter leaves nothing
  const some = piece < count ? all.slice(piece - 1, piece) : all.slice(count - 1);
  if (some.length === 0) return hidden(post);
  const message = threadLine({
    ...{ key: postKey(post.id), ...look, ...line, text: some.join(' ') },
    // the bytes stay here: the link asks who wants them
    files:
      piece === Math.min(count, all.length) ? said.files.map((name) => ({ name, url: link })) : [],
    ...{ isEdited: said.edited_at !== null, isRetracted, link, mention },
  });
  return message ? { kind: 'message', message } : hidden(post);
}

function drawReminder({ post, standing, look, link }: Part): Drawn {
  const { escalation, step, minutes } = post.data as unknown as ReminderData;
  const settled = settledReminder(standing, escalation);
  if (settled && post.ts === null) return { kind: 'drop', trouble: null };
  const { conversation, epoch, claim } = standing;
  const made = {
    ...{ conversation: publicId('cnv', conversation), epoch, line: null },
    claim: claim === null ? null : publicId('clm', claim),
  };
  const key = postKey(post.id);
  const { language } = look;
  return {
    kind: 'message',
    message: reminder({ key, language, step, minutes, link, made, settled }),
  };
}

function drawAssigned({ post, look: { language } }: Part): CardMessage {
  const { user_id: userId } = post.data as unknown as AssignedData;
  return assignedLine({ key: postKey(post.id), language, userId });
}

/** Not for this channel, or not there any more. */
function hidden({ ts }: PostRow): Drawn {
  return ts === null ? { kind: 'drop', trouble: 'message_gone' } : { kind: 'delete' };
}

/** Of a conversation that was erased (NTF-7). */
function gone(post: PostRow, language: CardLanguage): Drawn {
  if (post.ts === null) return hidden(post);
  const { id, kind } = post;
  const model = erasedModel(id, language);
  if (kind === 'card') return { kind: 'message', message: rootCard(model) };
  if (kind === 'event') return { kind: 'message', message: eventPost(model, postKey(id)) };
  const of = kind === 'line' ? 'belay_line' : 'belay_post';
  return { kind: 'message', message: erasedPost({ language, kind: of, key: postKey(id) }) };
}
