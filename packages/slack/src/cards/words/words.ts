import type { CardEvent, CardLanguage, CardReason } from '../card-model.ts';
import type { HeldReason } from '../held-prompt.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { ja } from './ja.ts';

/** Everything that cards say, in one language. `{name}` and the like are places for values. */
export interface Words {
  events: Record<CardEvent['kind'], string>;
  labels: Record<
    | 'agent'
    | 'visitor'
    | 'state'
    | 'started'
    | 'happened'
    | 'reason'
    | 'rating'
    | 'comment'
    | 'lead'
    | 'action'
    | 'last_messages'
    | 'files',
    string
  >;
  reasons: Record<CardReason, string>;
  outcomes: Record<'done' | 'failed' | 'unknown', string>;
  states: Record<
    | 'agent'
    | 'waiting'
    | 'expired'
    | 'released'
    | 'left'
    | 'assignee'
    | 'human'
    | 'closed'
    | 'closed_by'
    | 'closed_visitor'
    | 'closed_idle'
    | 'erased',
    string
  >;
  authors: Record<'visitor' | 'agent' | 'operator' | 'system', string>;
  anonymous: string;
  unverified: string;
  buttons: Record<
    | 'take'
    | 'open'
    | 'hand_back'
    | 'close'
    | 'release'
    | 'assign'
    | 'reopen'
    | 'cancel'
    | 'send'
    | 'keep'
    | 'take_send'
    | 'send_leave'
    | 'steal'
    | 'reopen_send'
    | 'link_me',
    string
  >;
  confirms: Record<'close_title' | 'close_text' | 'erased', string>;
  notes: Record<
    | 'continues'
    | 'muted'
    | 'no_replies'
    | 'no_transcript'
    | 'masked'
    | 'internal'
    | 'reply_here'
    | 'history'
    | 'history_rest'
    | 'edited'
    | 'retracted'
    | 'file'
    | 'thumb_up'
    | 'thumb_down'
    | 'stars'
    | 'conversation',
    string
  >;
  remarks: Record<'repeated' | 'continued' | 'is_back', string>;
  /** what happened to a conversation, for the team */
  lines: Record<
    | 'joined'
    | 'assigned'
    | 'handed_back'
    | 'waiting_again'
    | 'nobody_free'
    | 'continued_with_agent'
    | 'closed'
    | 'closed_idle',
    string
  >;
  reminder: Record<
    'thread' | 'mention' | 'channel' | 'claimed' | 'closed' | 'returned' | 'assigned',
    string
  >;
  held: Record<HeldReason | 'unlinked' | 'not_seen' | 'lost' | 'sent' | 'kept', string>;
  modals: Record<
    | 'steal_title'
    | 'steal_text'
    | 'assign_title'
    | 'assign_label'
    | 'assign_pick'
    | 'nobody'
    | 'teach_label'
    | 'teach_hint'
    | 'instruction',
    string
  >;
  /** behind "Not done:" */
  refusals: Record<
    | 'unsent'
    | 'stale'
    | 'foreign'
    | 'closed'
    | 'owned'
    | 'paused'
    | 'not_silent'
    | 'unowned'
    | 'settled'
    | 'not_author'
    | 'may_not'
    | 'gone',
    string
  >;
  /** why somebody may not act here at all */
  outsiders: Record<'guest' | 'stranger' | 'bot' | 'deactivated' | 'no_role' | 'unchecked', string>;
  home: Record<
    | 'waiting'
    | 'mine'
    | 'none_waiting'
    | 'none_mine'
    | 'available'
    | 'away'
    | 'go_away'
    | 'come_back'
    | 'more'
    | 'not_linked',
    string
  >;
  command: Record<
    'help' | 'status' | 'done' | 'no_number' | 'refused' | 'doctor_well' | 'doctor_bad',
    string
  >;
  digest: Record<
    'title' | 'handled' | 'by_agent' | 'by_people' | 'claim' | 'missed' | 'ratings' | 'none',
    string
  >;
  test: Record<'title' | 'text', string>;
  summary: Record<'back' | 'late' | 'lost', string>;
}

const tables: Readonly<Record<CardLanguage, Words>> = { en, de, es, ja };

export function wordsOf(language: CardLanguage): Words {
  return tables[language];
}
