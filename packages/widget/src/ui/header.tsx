import { fill } from '../words/fill.ts';
import { Face } from './face.tsx';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';
import { useUi } from './use-chat.ts';

/** Who speaks: a machine, a person by name, or nobody yet. */
export function Header({
  name,
  isList,
  onList,
  onRate,
  onClose,
}: {
  name: string;
  isList: boolean;
  onList(): void;
  onRate(): void;
  onClose: (() => void) | null;
}) {
  const { state, words } = useUi();
  const { talk, current, agent } = state;
  const conversation = talk.conversations[current];
  const owner = conversation?.owner?.name;
  const picture = !isList && conversation?.state === 'human' ? conversation.owner?.picture : null;
  const says =
    conversation?.state === 'human' && owner
      ? fill(words.person, { name: owner })
      : conversation?.state === 'waiting'
        ? words.waitingFor
        : conversation?.state === 'closed'
          ? words.conversationEnded
          : words.machine;
  const hasOthers = Object.keys(talk.conversations).some((id) => id !== current);
  return (
    <header>
      {hasOthers && !isList && (
        <button
          type="button"
          class="plain"
          aria-label={words.back}
          title={words.back}
          onClick={onList}
        >
          <Icon name="back" />
        </button>
      )}
      <Face picture={picture} />
      <div class="title">
        <h1>{isList ? words.conversations : (owner ?? agent?.name ?? name)}</h1>
        {!isList && <p>{says}</p>}
      </div>
      {!isList && <Menu onRate={onRate} />}
      {onClose && (
        <button
          type="button"
          class="plain"
          aria-label={words.close}
          title={words.close}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      )}
    </header>
  );
}
