import { useUi } from './use-chat.ts';

/** All of the visitor's conversations, the newest first. */
export function Conversations({ onOpen }: { onOpen(): void }) {
  const { chat, state, words } = useUi();
  const all = Object.values(state.talk.conversations).sort((a, b) =>
    b.updated_at.localeCompare(a.updated_at),
  );
  const dates = new Intl.DateTimeFormat(chat.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div class="conversations">
      {all.length === 0 && <p class="soft">{words.noConversations}</p>}
      <ul>
        {all.map(({ id, owner, last_message, updated_at, unread }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                void chat.openConversation(id);
                onOpen();
              }}
            >
              <span class="head">
                {owner?.name ?? state.agent?.name}
                {unread > 0 && <b>{unread}</b>}
              </span>
              <span class="said" dir="auto">
                {last_message?.text}
              </span>
              <time dateTime={updated_at}>{dates.format(new Date(updated_at))}</time>
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="primary"
        onClick={() => {
          chat.startNew();
          onOpen();
        }}
      >
        {words.newConversation}
      </button>
    </div>
  );
}
