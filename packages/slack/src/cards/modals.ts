import type { ModalView } from './block.ts';
import { type ButtonValue, buttonValue } from './button-value.ts';
import type { CardLanguage } from './card-model.ts';
import { oneLine } from './literal.ts';
import { plain, rich, section } from './parts.ts';
import { literalPhrase } from './phrase.ts';
import { wordsOf } from './words/words.ts';

export const modalIds = {
  steal: 'belay_steal',
  assign: 'belay_assign',
  hand_back: 'belay_hand_back',
} as const;
/** Where the chosen person stands in `state.values`. */
export const assignInput = { blockId: 'belay_person', actionId: 'belay_person' } as const;

export interface ModalMade {
  language: CardLanguage;
  /** what the button was made for: the submission is checked against it */
  made: ButtonValue;
}

/** Asks before a conversation is taken from a colleague. */
export function stealModal(given: ModalMade & { owner: string }): ModalView {
  const say = wordsOf(given.language);
  return {
    type: 'modal',
    callback_id: modalIds.steal,
    private_metadata: buttonValue(given.made),
    title: plain(say.modals.steal_title, 24),
    submit: plain(say.buttons.take, 24),
    close: plain(say.buttons.cancel, 24),
    blocks: rich(
      section([literalPhrase(say.modals.steal_text, { name: oneLine(given.owner, 80) })]),
    ),
  };
}

/** The people who may take it; with nobody to choose it says how to change that. */
export function assignModal(
  given: ModalMade & { people: readonly { id: string; name: string }[] },
): ModalView {
  const say = wordsOf(given.language);
  const options = given.people
    .filter(({ id }) => id.length >= 1 && id.length <= 75)
    .slice(0, 100)
    .map(({ id, name }) => ({ text: plain(oneLine(name, 75) || '–', 75), value: id }));
  const common = {
    type: 'modal' as const,
    callback_id: modalIds.assign,
    private_metadata: buttonValue(given.made),
    title: plain(say.modals.assign_title, 24),
    close: plain(say.buttons.cancel, 24),
  };
  if (options.length === 0)
    return { ...common, blocks: rich(section([literalPhrase(say.modals.nobody)])) };
  return {
    ...common,
    submit: plain(say.buttons.assign, 24),
    blocks: [
      {
        type: 'input',
        block_id: assignInput.blockId,
        label: plain(say.modals.assign_label, 100),
        element: {
          type: 'static_select',
          action_id: assignInput.actionId,
          placeholder: plain(say.modals.assign_pick, 150),
          options,
        },
      },
    ],
  };
}
