import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import type { ActionFields } from './action-editor.tsx';

/** How it runs, and what the visitor is told afterwards. */
export function RunningCard({ form, change, problem, mayManage }: ActionFields) {
  return (
    <Card title="How it runs">
      <div className="flex flex-col gap-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <Checkbox
            label="Ask the visitor first"
            hint="Shows what will be sent; it runs on Yes."
            checked={form.confirm}
            disabled={!mayManage}
            onChange={(confirm) => change({ confirm })}
          />
          <Checkbox
            label="May be sent twice"
            hint="After an unknown outcome it is tried again. Off: at most once."
            checked={form.idempotent}
            disabled={!mayManage}
            onChange={(idempotent) => change({ idempotent })}
          />
          <Checkbox
            label="Tell the team"
            hint="Each run is an event: Slack, webhooks."
            checked={form.notify}
            disabled={!mayManage}
            onChange={(notify) => change({ notify })}
          />
        </div>
        <Field
          label="Said when it worked"
          hint={
            <>
              <code className="font-mono">{'{result.key}'}</code> quotes the JSON answer.
            </>
          }
          error={problem('say.done')}
        >
          <Textarea
            value={form.done}
            maxLength={500}
            placeholder="Your demo is on {result.day}."
            onChange={({ target }) => change({ done: target.value })}
            className="min-h-12"
          />
        </Field>
        <Field label="Said when it failed" error={problem('say.failed')}>
          <Textarea
            value={form.failed}
            maxLength={500}
            onChange={({ target }) => change({ failed: target.value })}
            className="min-h-12"
          />
        </Field>
      </div>
    </Card>
  );
}
