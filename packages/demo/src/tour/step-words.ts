import type { TourPath, TourStep } from './tour-path.ts';
import type { TourSuggestions } from './tour-source.ts';

/** What one does in a step, and where; `asks` are words to say there. */
export interface StepWords {
  title: string;
  text: string;
  where: 'site' | 'slack';
  asks: readonly string[];
}

/** The steps in words, with questions from the memory as it is now. */
export function stepWords(
  step: TourStep,
  path: TourPath,
  { known, unknown, learnt }: TourSuggestions,
): StepWords {
  switch (step) {
    case 'known':
      return {
        title: 'Ask what the team knows',
        text: 'The assistant answers from what was said in Slack, and shows its source. Any question will do; these were asked and answered there:',
        where: 'site',
        asks: known.slice(0, 3),
      };
    case 'unknown':
      return {
        title: 'Ask what nobody there knows',
        text: 'It says so, and makes nothing up.',
        where: 'site',
        asks: unknown === undefined ? [] : [unknown],
      };
    case 'person':
      return {
        title: 'Ask for a person',
        text: 'Press “Talk to a person” in the chat, or say it in your words.',
        where: 'site',
        asks: [],
      };
    case 'card':
      return {
        title: 'A card appears in Slack',
        text: 'In #support-escalations, with the conversation in its thread. Left alone, it climbs a ladder: a reminder after 1 minute, @support-team after 2, a letter after 3. A team of yours would choose longer ones.',
        where: 'slack',
        asks: [],
      };
    case 'take':
      return {
        title: 'Take Over',
        text: 'Press it on the card. From then on the machine is silent, and the visitor sees who joined.',
        where: 'slack',
        asks: [],
      };
    case 'reply':
      return {
        title: 'Reply in the card’s thread',
        text: 'It reaches the visitor after three seconds, and gets an envelope. A line that begins with ! stays among you.',
        where: 'slack',
        asks: [],
      };
    case 'edit':
      return {
        title: 'Edit what you wrote',
        text: 'The visitor’s copy changes with it.',
        where: 'slack',
        asks: [],
      };
    case 'delete':
      return {
        title: 'Say something else, and delete it',
        text: 'It is taken back from the visitor, too. Leave your first answer: it is to be taught.',
        where: 'slack',
        asks: [],
      };
    case 'back':
      return {
        title: 'Hand back, and teach the answer',
        text: path.isHandedBack
          ? 'It was handed back, and nothing was taught: take over again, and tick “Teach this answer” as you hand back.'
          : 'Press “Hand back” on the card, and tick your answer under “Teach this answer”.',
        where: 'slack',
        asks: [],
      };
    case 'again':
      return {
        title: 'A new visitor asks the same',
        text:
          learnt === path.unknown
            ? 'Press “Be a new visitor” above the website, then ask. What you answered is now the answer.'
            : 'Belay is taking your answer in: a moment. Then a new visitor gets it.',
        where: 'site',
        asks: path.unknown === null ? [] : [path.unknown],
      };
  }
}
