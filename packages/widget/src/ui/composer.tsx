import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../words/fill.ts';
import { AttachmentRow } from './attachment-row.tsx';
import { Icon } from './icon.tsx';
import { useAttachments } from './use-attachments.ts';
import { useUi } from './use-chat.ts';

/** Where the visitor writes; says where the words go. */
export function Composer({ drops }: { drops: { current: (files: Iterable<File>) => void } }) {
  const { chat, state, words } = useUi();
  const { agent, current, talk, isBlocked } = state;
  const conversation = talk.conversations[current];
  const [text, setText] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const files = useAttachments();
  const canAttach = agent?.files === true;
  drops.current = canAttach ? files.add : () => undefined;
  const hasThere = files.attachments.some(({ file }) => file !== null);
  const canSend = (text.trim() !== '' || hasThere) && !files.isBusy;

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    // as high as what is written, up to the limit of the style; a hidden chat is measured once it shows
    const fit = () => {
      element.style.height = 'auto';
      const borders = element.offsetHeight - element.clientHeight;
      element.style.height = `${element.scrollHeight + borders}px`;
    };
    fit();
    const shown = new ResizeObserver(() => requestAnimationFrame(fit));
    shown.observe(element);
    return () => shown.disconnect();
  }, [text]);

  const send = () => {
    if (!canSend) return;
    chat.say(text.trim(), files.take());
    setText('');
    area.current?.focus();
  };
  const person = () => {
    if (text.trim() !== '') {
      chat.say(text.trim(), files.take(), true);
      setText('');
    } else chat.askForPerson(words.wantPerson);
    // the button goes with the wish
    area.current?.focus();
  };
  const owner = conversation?.owner?.name;
  const placeholder =
    conversation?.state === 'human'
      ? fill(words.toPerson, { name: owner ?? words.write })
      : conversation?.state === 'waiting'
        ? words.toQueue
        : words.toAssistant;
  const wantsNobody =
    conversation === undefined || ['agent', 'closed'].includes(conversation.state);

  if (isBlocked) return null;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {files.attachments.map((attachment) => (
        <AttachmentRow key={attachment.key} attachment={attachment} onRemove={files.remove} />
      ))}
      <div class="field">
        <textarea
          ref={area}
          rows={1}
          dir="auto"
          maxLength={8000}
          aria-label={words.write}
          placeholder={placeholder}
          enterkeyhint="send"
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            chat.typed();
          }}
          onKeyDown={(event) => {
            // Enter that ends a composed character sends nothing
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
          onPaste={(event) => {
            const pasted = event.clipboardData?.files;
            if (!canAttach || !pasted?.length) return;
            event.preventDefault();
            files.add(pasted);
          }}
        />
        <button
          type="submit"
          class="send"
          disabled={!canSend}
          aria-label={words.send}
          title={words.send}
        >
          <Icon name="send" />
        </button>
      </div>
      <div class="below">
        {wantsNobody && (
          <button type="button" class="link" onClick={person}>
            <Icon name="person" /> {words.talkToPerson}
          </button>
        )}
        {canAttach && (
          <>
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              onChange={({ currentTarget }) => {
                files.add(currentTarget.files ?? []);
                currentTarget.value = '';
              }}
            />
            <button type="button" class="link attach" onClick={() => picker.current?.click()}>
              <Icon name="attach" /> <span>{words.attach}</span>
            </button>
          </>
        )}
      </div>
    </form>
  );
}
