/** What happens on the desk and in Slack, as far as the path of the tour asks for it. */
export type TourFact =
  | {
      kind: 'said';
      conversation: string;
      message: string;
      author: 'visitor' | 'agent' | 'operator' | 'system';
      text: string;
      via: string;
      /** kinds of sources that an answer stands on */
      sources: readonly string[];
      isEdited: boolean;
      isDeleted: boolean;
      isTaught: boolean;
    }
  | {
      kind: 'stands';
      conversation: string;
      visitor: string;
      state: 'agent' | 'waiting' | 'human' | 'closed';
    }
  /** Slack took a card into the channel of escalations */
  | { kind: 'card' };

export const tourSteps = [
  'known',
  'unknown',
  'person',
  'card',
  'take',
  'reply',
  'edit',
  'delete',
  'back',
  'again',
] as const;
export type TourStep = (typeof tourSteps)[number];

interface Talk {
  visitor: string;
  state: string;
  /** what its visitor said last */
  asked: string;
  wasHuman: boolean;
}

/** How far somebody has come, and what the next steps need to know. Plain data. */
export interface TourPath {
  done: Readonly<Partial<Record<TourStep, true>>>;
  talks: Readonly<Record<string, Talk>>;
  /** the question that nothing was known about, in the visitor's words */
  unknown: string | null;
  isHandedBack: boolean;
  /** whose conversation taught something */
  taughtBy: string | null;
}

export const atTheStart: TourPath = {
  done: {},
  talks: {},
  unknown: null,
  isHandedBack: false,
  taughtBy: null,
};

/** Shorter ones are small talk. */
const shortestQuestion = 15;
const mostTalks = 50;

/** How far one is after a fact. Steps tick by what happened, in whatever order. Pure. */
export function afterFact(path: TourPath, fact: TourFact): TourPath {
  switch (fact.kind) {
    case 'card':
      return path.done.person ? ticked(path, 'card') : path;
    case 'stands':
      return afterState(path, fact);
    case 'said':
      return afterWords(path, fact);
  }
}

/** The step that comes next; undefined when all is done. */
export function nextStep({ done }: TourPath): TourStep | undefined {
  return tourSteps.find((step) => !done[step]);
}

function ticked(path: TourPath, step: TourStep): TourPath {
  return path.done[step] ? path : { ...path, done: { ...path.done, [step]: true } };
}

function talkOf(path: TourPath, conversation: string): Talk {
  return path.talks[conversation] ?? { visitor: '', state: 'agent', asked: '', wasHuman: false };
}

function withTalk(path: TourPath, conversation: string, change: Partial<Talk>): TourPath {
  const talk = { ...talkOf(path, conversation), ...change };
  const others = Object.entries(path.talks).filter(([id]) => id !== conversation);
  return {
    ...path,
    talks: Object.fromEntries([...others.slice(1 - mostTalks), [conversation, talk]]),
  };
}

function afterState(path: TourPath, fact: Extract<TourFact, { kind: 'stands' }>): TourPath {
  const { conversation, visitor, state } = fact;
  const before = talkOf(path, conversation);
  const wasHuman = before.wasHuman || state === 'human';
  const known = withTalk(path, conversation, { visitor, state, wasHuman });
  if (state === 'waiting') return ticked(known, 'person');
  // who takes over before anybody asked for a person has that step behind them, too
  if (state === 'human') return ticked(ticked(known, 'person'), 'take');
  if (state === 'agent' && before.wasHuman) return withBack({ ...known, isHandedBack: true });
  return known;
}

function afterWords(path: TourPath, fact: Extract<TourFact, { kind: 'said' }>): TourPath {
  const talk = talkOf(path, fact.conversation);
  switch (fact.author) {
    case 'visitor':
      return withTalk(path, fact.conversation, { asked: fact.text });
    case 'agent': {
      if (fact.isDeleted || fact.text === '') return path;
      const cited = fact.sources.length > 0;
      const isOurs = fact.sources.includes('desk');
      const isNew = path.taughtBy !== null && talk.visitor !== path.taughtBy;
      const known = cited ? ticked(path, 'known') : path;
      if (isOurs && isNew) return ticked(known, 'again');
      const isAsked = talk.asked.includes('?') && talk.asked.length >= shortestQuestion;
      return cited || !isAsked ? known : { ...ticked(known, 'unknown'), unknown: talk.asked };
    }
    case 'operator': {
      const replied = fact.isDeleted ? path : ticked(path, 'reply');
      const edited = fact.isEdited ? ticked(replied, 'edit') : replied;
      const deleted = fact.isDeleted ? ticked(edited, 'delete') : edited;
      if (!fact.isTaught || fact.isDeleted) return deleted;
      return withBack({ ...deleted, taughtBy: talk.visitor });
    }
    case 'system':
      return path;
  }
}

function withBack(path: TourPath): TourPath {
  return path.isHandedBack && path.taughtBy !== null ? ticked(path, 'back') : path;
}
