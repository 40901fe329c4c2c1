import type { ConversationView } from '@belay/contract/desk/conversation';
import { Lock, Paperclip, Reply } from 'lucide-react';
import {
  type ClipboardEvent,
  type DragEvent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import { tellTyping } from '../../desk/data/desk-verbs.ts';
import { useCan, useMe } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { useVerbs } from '../verbs/verbs-context.tsx';
import { noteMode, replyMode } from './compose-mode.ts';
import { useDraft } from './drafts.ts';
import { FileChips } from './file-chips.tsx';
import { type SendKind, useSending } from './outbox.ts';
import { mostFiles, useUploads } from './use-uploads.ts';

/** A typing sign stands for six seconds; it is told again this often. */
const typingEveryMs = 3_000;

/** The place to write: it says who will read the words, as whose, and what else sending does. */
export function Composer({ view }: { view: ConversationView }) {
  const operates = useCan('desk.operate');
  if (!operates)
    return (
      <p className="border-t border-line px-4 py-3 text-sm text-soft">
        You can read conversations here. To answer visitors, ask an owner or admin for the role
        “operator”.
      </p>
    );
  return <OpenComposer view={view} />;
}

function OpenComposer({ view }: { view: ConversationView }) {
  const { user } = useMe();
  const { onCompose } = useVerbs();
  const [draft, change] = useDraft(view.id);
  const { send } = useSending(view.id);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const typedAt = useRef(0);
  const [dragging, setDragging] = useState(false);
  const latest = useRef(draft);
  latest.current = draft;
  const files = useUploads((file) => change({ files: [...latest.current.files, file] }));

  const { kind } = draft;
  const text = draft[kind];
  const mode = kind === 'note' ? noteMode : replyMode(view, user);
  const canWrite = mode.sends.length > 0;
  const busy = files.uploads.some(({ failure }) => failure === null);
  const isEmpty = text.trim() === '' && draft.files.length === 0;
  const ready = canWrite && !busy && !isEmpty;

  const compose = useEffectEvent((next: 'reply' | 'note') => {
    change({ kind: next });
    // the field may only be writable with the next frame
    requestAnimationFrame(() => field.current?.focus());
  });
  useEffect(() => onCompose((next) => compose(next)), [onCompose]);

  const submit = (how: SendKind) => {
    if (!ready) return;
    send({ kind: how, text: text.trim(), files: draft.files });
    change({ [kind]: '', files: [] });
    field.current?.focus();
  };
  const typed = (value: string) => {
    change({ [kind]: value });
    const mine = view.state === 'human' && view.owner?.id === user.id;
    const now = Date.now();
    if (kind !== 'reply' || !mine || value === '' || now - typedAt.current < typingEveryMs) return;
    typedAt.current = now;
    // of the moment: one that is lost is no loss
    tellTyping(view.id).catch(() => undefined);
  };
  const take = (list: FileList | null) => {
    if (list && list.length > 0) files.add([...list], draft.files.length);
  };
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    take(event.clipboardData.files);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDragging(false);
    if (canWrite) take(event.dataTransfer.files);
  };
  return (
    <form
      aria-label="Answer"
      onSubmit={(event) => event.preventDefault()}
      onDragOver={(event) => {
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={drop}
      className={cn(
        'shrink-0 border-t border-line',
        kind === 'note' ? 'bg-warn-wash' : 'bg-surface',
        dragging && 'outline-2 -outline-offset-2 outline-accent outline-dashed',
      )}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 pt-2">
        <fieldset aria-label="What you write" className="flex gap-0.5">
          {(['reply', 'note'] as const).map((each) => (
            <Button
              key={each}
              size="sm"
              look={each === kind ? 'secondary' : 'ghost'}
              aria-pressed={each === kind}
              onClick={() => {
                change({ kind: each });
                field.current?.focus();
              }}
            >
              {each === 'reply' ? <Reply /> : <Lock />}
              {each === 'reply' ? 'Reply' : 'Note'}
            </Button>
          ))}
        </fieldset>
        <p id="where" className="min-w-0 flex-1 basis-60 text-sm text-soft">
          {mode.where}
        </p>
      </div>
      <textarea
        ref={field}
        aria-label={kind === 'note' ? 'Note' : 'Reply'}
        aria-describedby="where"
        value={text}
        maxLength={8000}
        disabled={!canWrite}
        placeholder={kind === 'note' ? 'A note for your team…' : canWrite ? 'Write a reply…' : ''}
        onChange={({ target }) => typed(target.value)}
        onPaste={paste}
        onKeyDown={(event) => {
          if (event.key === 'Escape') field.current?.blur();
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.shiftKey) return;
          const how = mode.sends.at(-1)?.kind;
          if (!how || (!mode.entersSend && !event.metaKey && !event.ctrlKey)) return;
          event.preventDefault();
          submit(how);
        }}
        className="field-sizing-content block max-h-[40vh] min-h-16 w-full resize-none bg-transparent px-3.5 py-2 outline-none disabled:opacity-60"
      />
      <FileChips
        files={draft.files}
        uploads={files.uploads}
        onRemove={(id) => change({ files: draft.files.filter((file) => file.id !== id) })}
        onDrop={files.drop}
        onAgain={files.again}
      />
      <div className="flex flex-wrap items-center gap-2 px-2 pb-2">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={({ target }) => {
            take(target.files);
            target.value = '';
          }}
        />
        <Button
          look="ghost"
          size="icon-sm"
          aria-label="Attach files"
          disabled={!canWrite || draft.files.length >= mostFiles}
          onClick={() => picker.current?.click()}
        >
          <Paperclip />
        </Button>
        <span className="text-xs text-faint max-lg:hidden">
          {canWrite &&
            (mode.entersSend
              ? 'Enter sends, Shift Enter begins a line'
              : 'Ctrl Enter takes over and sends')}
        </span>
        <div className="ml-auto flex flex-wrap justify-end gap-2">
          {mode.sends.map(({ kind: how, label }, index) => (
            <Button
              key={how}
              look={index === mode.sends.length - 1 ? 'primary' : 'secondary'}
              disabled={!ready}
              onClick={() => submit(how)}
            >
              {label}
            </Button>
          ))}
        </div>
      </div>
    </form>
  );
}
