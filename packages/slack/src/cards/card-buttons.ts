import type { Button } from './block.ts';
import { type ButtonValue, buttonValue } from './button-value.ts';
import type { CardModel } from './card-model.ts';
import { button, linkButton, plain } from './parts.ts';
import { type Words, wordsOf } from './words/words.ts';

/** Exactly the buttons that apply now, each made for this epoch and claim. */
export function cardButtons(model: CardModel): Button[] {
  const say = wordsOf(model.language);
  if (model.state.kind === 'erased') return [];
  const open = linkButton('open', say.buttons.open, model.conversation.link);
  return model.isMuted ? open : [...verbs(model, say), ...open];
}

function verbs(model: CardModel, say: Words): Button[] {
  const { id: conversation, epoch, claim } = model.conversation;
  const made: ButtonValue = { conversation, epoch, claim, line: null };
  const value = buttonValue(made);
  const assign = button('assign', say.buttons.assign, { value });
  switch (model.state.kind) {
    case 'agent':
      return [button('take', say.buttons.take, { value })];
    case 'waiting':
      return [button('take', say.buttons.take, { value, style: 'primary' }), assign];
    case 'human':
      // who has it works where the thread is
      if (model.place.kind === 'copy') return [];
      return [
        button('hand_back', say.buttons.hand_back, { value }),
        button('close', say.buttons.close, { value, confirm: closeConfirm(say) }),
        button('release', say.buttons.release, { value }),
        assign,
      ];
    case 'closed':
      return [button('reopen', say.buttons.reopen, { value })];
    case 'erased':
      return [];
  }
}

function closeConfirm(say: Words): NonNullable<Button['confirm']> {
  return {
    title: plain(say.confirms.close_title, 100),
    text: plain(say.confirms.close_text, 300),
    confirm: plain(say.buttons.close, 30),
    deny: plain(say.buttons.cancel, 30),
  };
}
