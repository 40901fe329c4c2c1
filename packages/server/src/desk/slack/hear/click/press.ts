import type { CardLanguage } from '@belay/slack/cards/card-model';
import type { Interaction } from '@belay/slack/parse/interaction';
import type { Operator } from '../../../conversation/desk-actor.ts';
import type { Standing } from '../../../conversation/state/standing.ts';
import type { SlackPlace } from '../../people/slack-place.ts';
import type { CardAt } from './card-at.ts';
import type { Made } from './made-for.ts';

/** A press that counts: on this card, by somebody who may. */
export interface Press {
  place: SlackPlace;
  click: Interaction;
  card: CardAt;
  made: Made;
  operator: Operator;
  /** the conversation when the press was looked at; the verb looks again */
  standing: Standing;
  language: CardLanguage;
}
