import type { WidgetAgent } from '@belay/contract/desk/widget';
import { render } from 'preact';
import { Chat } from '../client/chat.ts';
import { createKeep } from '../client/keep.ts';
import { applyLook } from '../look/apply-look.ts';
import { App } from '../ui/app.tsx';
import { chooseLanguage } from '../words/choose-language.ts';
import { en } from '../words/en.ts';
import { loadWords } from '../words/load-words.ts';
import { regionOf } from '../words/region-of.ts';
import './frame.css';
import { HostLink } from './host-link.ts';

const [, place, second, third] = location.pathname.split('/');
const isPage = place === 'chat';
const agentId = (isPage ? second : third) ?? '';
const root = document.documentElement;
const { accent = '', theme, name, form } = root.dataset;
applyLook({ accent, ...(theme ? { theme: theme as WidgetAgent['look']['theme'] } : {}) });

const chat = new Chat(
  agentId,
  createKeep(agentId, () => localStorage),
);
let wanted: string[] = [...navigator.languages];
let words = en;
let look: Partial<WidgetAgent['look']> = {};
let told = '';
/** whoever asked for the chat gets its field */
let isAsked = isPage;

const draw = () =>
  render(
    <App
      chat={chat}
      words={words}
      name={name ?? ''}
      asksFirst={form === 'before_chat'}
      takesFocus={() => isAsked}
      onClose={isPage ? null : () => host.tell({ kind: 'close' })}
    />,
    document.getElementById('root') as HTMLElement,
  );

/** The language follows from the visitor and the agent, whichever is known last. */
async function speak(): Promise<void> {
  const spoken = chat.state.agent?.languages ?? [(root.lang || 'en') as 'en'];
  const language = chooseLanguage(wanted, spoken);
  const tag = regionOf(wanted, language);
  if (chat.language === tag) return;
  chat.visit.language = tag;
  root.lang = language;
  words = await loadWords(language);
  draw();
}

const host = new HostLink({
  hello(hello) {
    chat.visit.page = hello.page;
    if (hello.language) wanted = [hello.language, ...navigator.languages];
    look = {
      ...(hello.accent ? { accent: hello.accent } : {}),
      ...(hello.theme ? { theme: hello.theme as 'auto' } : {}),
    };
    applyLook(look);
    void speak();
    isAsked = hello.asked ?? true;
    chat.setOpen(hello.open);
    void identify(hello.identity);
  },
  message(message) {
    if (message.kind === 'open') {
      isAsked = message.asked ?? true;
      chat.setOpen(message.open);
    } else if (message.kind === 'page') chat.visit.page = message.page;
    else if (message.kind === 'identify') void identify(message.identity);
    else chat.visit.forget();
  },
  // only our own dashboard is heard here
  preview: (next) => applyLook(next as typeof look),
});

async function identify(identity: unknown): Promise<void> {
  if (!identity) return;
  const isProved = await chat.visit.identify(identity);
  host.tell({ kind: 'event', name: isProved ? 'identified' : 'identify_failed', detail: null });
}

chat.subscribe(() => {
  const { agent, talk, phase, isOpen, current } = chat.state;
  if (agent) {
    if (!told) applyLook({ ...agent.look, ...look });
    void speak();
  }
  if (isPage || phase !== 'ready') return;
  const conversations = Object.values(talk.conversations);
  const unread = conversations
    .filter(({ id }) => !isOpen || id !== current)
    .reduce((sum, each) => sum + each.unread, 0);
  const known = conversations.length > 0 || chat.state.out.length > 0;
  if (!told) host.tell({ kind: 'ready' });
  if (told !== `${unread} ${known}`) host.tell({ kind: 'unread', unread, known });
  told = `${unread} ${known}`;
});

if (isPage) {
  root.classList.add('page');
  chat.visit.page = { url: location.origin + location.pathname, title: document.title };
  chat.setOpen(true);
}
draw();
void speak();
chat.start();
