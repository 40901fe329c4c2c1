import type { KnowledgeView } from '@belay/contract/desk/knowledge';
import { type FormEvent, useId, useState } from 'react';
import { toast } from 'sonner';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { formatNumber } from '../../ui/format-number.ts';
import { Input, Textarea } from '../../ui/input.tsx';
import { type Retaught, reteach, teach } from '../data/knowledge-verbs.ts';
import { useDiscardGuard } from '../form/discard-guard.tsx';
import { onSaveKey, SaveKey } from '../form/save-key.tsx';
import { problemAt } from '../form/server-problem.ts';

const words = {
  text: {
    title: 'Teach a text',
    text: 'Anything that visitors may know: opening hours, a policy, how something works.',
    taught: 'Learned. Ask it in the playground.',
  },
  qa: {
    title: 'Teach an answer',
    text: 'A question as visitors ask it, and the answer that they shall read.',
    taught: 'Learned. Ask it in the playground.',
  },
};

/** Writes a text, or a question with its answer; with `source` it is a new version of that one. */
export function TaughtDrawer({
  agent,
  kind,
  source,
  onClose,
}: {
  agent: string;
  kind: 'text' | 'qa';
  source?: KnowledgeView;
  onClose(): void;
}) {
  const form = useId();
  const before = {
    head: (kind === 'text' ? source?.title : source?.question) ?? '',
    body: (kind === 'text' ? source?.text : source?.answer) ?? '',
  };
  const [head, setHead] = useState(before.head);
  const [body, setBody] = useState(before.body);
  const isDirty = head !== before.head || body !== before.body;
  const isEmpty = head.trim() === '' || body.trim() === '';
  const { run, pending, error } = useSubmit(async () => {
    const given: Retaught =
      kind === 'text' ? { title: head.trim(), text: body } : { question: head, answer: body };
    if (source) await reteach(agent, source.id, given);
    else if (kind === 'text') await teach(agent, { kind, title: head.trim(), text: body });
    else await teach(agent, { kind, question: head, answer: body });
    toast.success(source ? 'Saved. It answers from the new version.' : words[kind].taught);
    onClose();
  });
  const { close, question } = useDiscardGuard(isDirty && !pending, onClose);
  const save = () => {
    if (!isEmpty && isDirty) void run();
  };
  const names = kind === 'text' ? (['title', 'text'] as const) : (['question', 'answer'] as const);
  const [headProblem, bodyProblem] = names.map((name) => problemAt(error, name));
  const most = kind === 'text' ? 200_000 : 20_000;
  return (
    <>
      <Drawer
        open
        onOpenChange={(open) => {
          if (!open && !pending) close();
        }}
        className="max-w-2xl"
        title={source ? `Edit ${source.title}` : words[kind].title}
        text={words[kind].text}
        actions={
          <>
            <Button onClick={close} disabled={pending}>
              Cancel
            </Button>
            <Button
              look="primary"
              type="submit"
              form={form}
              pending={pending}
              disabled={isEmpty || !isDirty}
            >
              {source ? 'Save' : 'Teach it'} <SaveKey />
            </Button>
          </>
        }
      >
        <form
          id={form}
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            save();
          }}
          onKeyDown={onSaveKey(save)}
          className="flex flex-col gap-4"
        >
          <Field
            label={kind === 'text' ? 'Title' : 'Question'}
            hint={kind === 'text' ? 'What citations call it.' : undefined}
            error={headProblem}
          >
            <Input
              value={head}
              onChange={({ target }) => setHead(target.value)}
              maxLength={kind === 'text' ? 160 : 2000}
              autoComplete="off"
              placeholder={kind === 'text' ? 'Returns' : 'How long may I send something back?'}
            />
          </Field>
          <Field
            label={kind === 'text' ? 'Text' : 'Answer'}
            error={bodyProblem}
            aside={
              body.length > most * 0.8 && `${formatNumber(most - body.length)} characters left`
            }
          >
            <Textarea
              value={body}
              onChange={({ target }) => setBody(target.value)}
              maxLength={most}
              className="max-h-[60vh] min-h-48"
            />
          </Field>
          {error !== null && !headProblem && !bodyProblem && <ErrorNote error={error} />}
        </form>
      </Drawer>
      {question}
    </>
  );
}
