import { createContext } from 'preact';
import { useContext, useEffect, useReducer } from 'preact/hooks';
import type { Chat } from '../client/chat.ts';
import type { ChatState } from '../client/chat-state.ts';
import type { Words } from '../words/words.ts';

/** What every part of the chat draws from. */
export interface Ui {
  chat: Chat;
  state: ChatState;
  words: Words;
}

export const UiContext = createContext<Ui | null>(null);

export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (!ui) throw new Error('drawn outside of the chat');
  return ui;
}

/** Draws again at every change. */
export function useChatState(chat: Chat): ChatState {
  const [, redraw] = useReducer((count: number, _: undefined) => count + 1, 0);
  useEffect(() => chat.subscribe(() => redraw(undefined)), [chat]);
  return chat.state;
}
