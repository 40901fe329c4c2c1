import type { Leaf } from './block.ts';
import type { CardCloser, CardEvent, CardModel, CardRating } from './card-model.ts';
import { bold, literal, moment, oneLine, words } from './literal.ts';
import { filled, phrase } from './phrase.ts';
import { type Words, wordsOf } from './words/words.ts';

/** What is known of a conversation, a line each. */
export function cardFacts(model: CardModel): Leaf[][] {
  const say = wordsOf(model.language);
  if (model.state.kind === 'erased') return [[words(say.states.erased)]];
  const { conversation, agent } = model;
  return [
    stateLine(model, say),
    line(say.labels.visitor, ...visitor(model, say)),
    line(say.labels.agent, literal(oneLine(agent, 120))),
    line(
      say.labels.started,
      moment(conversation.startedAt),
      words(` · ${filled(say.notes.conversation, { n: conversation.number })}`),
    ),
  ];
}

/** What one event says beside its name. */
export function eventFacts(event: CardEvent, say: Words): Leaf[][] {
  const when = line(say.labels.happened, moment(event.at));
  switch (event.kind) {
    case 'new_conversation':
      return [];
    case 'escalation':
      return [
        when,
        line(say.labels.reason, words(say.reasons[event.reason]), ...after(event.detail)),
      ];
    case 'low_rating':
      return [
        when,
        line(say.labels.rating, words(ratingWords(event.rating, say))),
        ...(event.rating.comment === ''
          ? []
          : [line(say.labels.comment, literal(oneLine(event.rating.comment, 300)))]),
      ];
    case 'lead':
      return [when, ...event.fields.slice(0, 10).map(leadLine)];
    case 'action':
      return [
        when,
        line(
          say.labels.action,
          literal(oneLine(event.action, 120)),
          words(` · ${say.outcomes[event.outcome]}`),
          ...after(event.detail),
        ),
      ];
  }
}

export function visitorName(model: CardModel): string {
  const { name, email } = model.visitor;
  return oneLine(name ?? email ?? '', 120) || wordsOf(model.language).anonymous;
}

export function stateText(model: CardModel): string {
  return stateLine(model, wordsOf(model.language))
    .map((leaf) => ('text' in leaf ? leaf.text : 'fallback' in leaf ? leaf.fallback : ''))
    .join('');
}

function visitor(model: CardModel, say: Words): Leaf[] {
  const { name, email, isVerified } = model.visitor;
  const shown = [literal(visitorName(model), 120)];
  if (email === null) return shown;
  const mark = isVerified ? '' : `, ${say.unverified}`;
  if (name === null) return [...shown, words(mark)];
  return [...shown, words(' ('), literal(oneLine(email, 254)), words(`${mark})`)];
}

function stateLine({ state }: CardModel, say: Words): Leaf[] {
  switch (state.kind) {
    case 'agent':
      return [bold(say.states.agent)];
    case 'waiting': {
      const places = { time: moment(state.since), name: person(state.after?.name ?? '') };
      const assignee = state.assignee === null ? undefined : { name: person(state.assignee) };
      return [
        ...loud(phrase(say.states[state.after?.why ?? 'waiting'], places)),
        ...(assignee ? [words(' · '), ...phrase(say.states.assignee, assignee)] : []),
      ];
    }
    case 'human':
      return loud(
        phrase(say.states.human, { name: person(state.owner), time: moment(state.since) }),
      );
    case 'closed':
      return loud(closedBy(state.by, { time: moment(state.at) }, say));
    case 'erased':
      return [words(say.states.erased)];
  }
}

function closedBy(by: CardCloser | null, time: { time: Leaf }, { states }: Words): Leaf[] {
  switch (by?.who) {
    case 'person':
      return phrase(states.closed_by, { ...time, name: person(by.name) });
    case 'visitor':
      return phrase(states.closed_visitor, time);
    case 'silence':
      return phrase(states.closed_idle, { ...time, hours: words(`${by.hours}`) });
    case undefined:
      return phrase(states.closed, time);
  }
}

function loud(leaves: Leaf[]): Leaf[] {
  return leaves.map((leaf) =>
    leaf.type === 'text' ? { ...leaf, style: { bold: true as const } } : leaf,
  );
}

function person(name: string): Leaf {
  return literal(oneLine(name, 80));
}

function line(label: string, ...leaves: Leaf[]): Leaf[] {
  return [bold(`${label}: `), ...leaves];
}

function leadLine({ label, value }: { label: string; value: string }): Leaf[] {
  return [literal(oneLine(label, 60)), words(': '), literal(oneLine(value, 300))];
}

function after(detail: string | null): Leaf[] {
  return detail === null || oneLine(detail, 300) === ''
    ? []
    : [words(' · '), literal(oneLine(detail, 300))];
}

export function ratingWords({ thumb, stars }: CardRating, say: Words): string {
  if (stars !== null) return filled(say.notes.stars, { n: stars });
  return thumb === 'up' ? say.notes.thumb_up : say.notes.thumb_down;
}
