import type { ModalView } from './block.ts';
import { buttonValue } from './button-value.ts';
import { fallback, oneLine } from './literal.ts';
import { type ModalMade, modalIds } from './modals.ts';
import { plain } from './parts.ts';
import { filled } from './phrase.ts';
import { wordsOf } from './words/words.ts';

/** Where the answers that shall be remembered stand in `state.values`: ids of messages. */
export const teachInput = { blockId: 'belay_teach', actionId: 'belay_teach' } as const;
/** What the agent shall bear in mind; optional. */
export const instructionInput = {
  blockId: 'belay_instruction',
  actionId: 'belay_instruction',
} as const;

/** Slack shows so many boxes; the newest answers are the likeliest. */
const mostAnswers = 10;
const longestInstruction = 2000;

/**
 * Before a conversation goes back to the agent: which of one's answers the next visitor shall get
 * (DSK-7), and a word for the agent. `answers` in their order; the newest ten are offered.
 */
export function handBackModal(
  given: ModalMade & { agent: string; answers: readonly { id: string; text: string }[] },
): ModalView {
  const say = wordsOf(given.language);
  const options = given.answers
    .filter(({ id }) => id.length >= 1 && id.length <= 75)
    .slice(-mostAnswers)
    .map(({ id, text }) => ({ text: plain(oneLine(text, 75) || '–', 75), value: id }));
  return {
    type: 'modal',
    callback_id: modalIds.hand_back,
    private_metadata: buttonValue(given.made),
    title: plain(say.buttons.hand_back, 24),
    submit: plain(say.buttons.hand_back, 24),
    close: plain(say.buttons.cancel, 24),
    blocks: [
      ...(options.length === 0
        ? []
        : [
            {
              type: 'input' as const,
              block_id: teachInput.blockId,
              optional: true,
              label: plain(say.modals.teach_label, 100),
              hint: plain(say.modals.teach_hint, 150),
              element: { type: 'checkboxes' as const, action_id: teachInput.actionId, options },
            },
          ]),
      {
        type: 'input',
        block_id: instructionInput.blockId,
        optional: true,
        label: plain(filled(say.modals.instruction, { name: fallback(given.agent, 60) }), 100),
        element: {
          type: 'plain_text_input',
          action_id: instructionInput.actionId,
          multiline: true,
          max_length: longestInstruction,
        },
      },
    ],
  };
}
