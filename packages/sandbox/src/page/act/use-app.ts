import type { Values } from '../../interactivity/elements.ts';
import type { Outcome } from '../../interactivity/interactivity.ts';
import type { Place } from '../../interactivity/scene.ts';
import type { Deed, Doing } from './deed.ts';
import type { Form } from './form.ts';
import { ownChannel } from './place.ts';
import { Refusal } from './refusal.ts';

/** Presses a button or sends a choice: of a message, of what only oneself sees, or of a view. */
export const press: Deed = async (doing) => {
  const { desk, person, form } = doing;
  const pair = pairOf(form.text('press'));
  if (!pair) throw new Refusal('Press one of the buttons.');
  const [blockId, actionId] = pair;
  const values = valuesOf(form);
  const value = values[blockId]?.[actionId];
  const place = placeOf(doing);
  if ('view' in place) {
    const view = desk.interactivity.views.find(place.view);
    if (view?.userId === person.id) desk.interactivity.views.note(view, values, view.errors);
  }
  const chosen = value === undefined ? {} : { value };
  const click = { blockId, actionId, values, ...chosen };
  refuseUnless(await desk.interactivity.click(person.id, place, click));
};

/** Sends the window on top, or presses a button in it. */
export const submitView: Deed = async (doing) => {
  const { desk, person, form } = doing;
  if (form.text('press') !== '') return press(doing);
  const outcome = await desk.interactivity.submit(person.id, valuesOf(form));
  const hasErrors = Object.keys(desk.interactivity.views.top(person.id)?.errors ?? {}).length > 0;
  // what is wrong stands beside the fields
  if (!hasErrors) refuseUnless(outcome);
};

export const closeView: Deed = async ({ desk, person }) => {
  await desk.interactivity.close(person.id);
};

/** A slash command, typed where one speaks. */
export async function command(doing: Doing, typed: string): Promise<void> {
  if (doing.form.text('thread'))
    throw new Refusal('Slash commands work in channels, not in threads.');
  const channel = ownChannel(doing);
  refuseUnless(await doing.desk.interactivity.command(doing.person.id, channel.id, typed));
}

function refuseUnless(outcome: Outcome): void {
  if (!outcome.ok) throw new Refusal(outcome.sentence);
}

function placeOf(doing: Doing): Place {
  const { form } = doing;
  if (form.text('view')) return { view: form.text('view') };
  const channel = ownChannel(doing).id;
  return form.text('ephemeral')
    ? { channel, ephemeral: form.text('ephemeral') }
    : { channel, ts: form.text('ts') };
}

/** The fields of a card or window: their names hold block and action. */
function valuesOf(form: Form): Values {
  const values: Record<string, Record<string, string[]>> = {};
  for (const name of form.names('v ')) {
    const pair = pairOf(name.slice(2));
    if (!pair) continue;
    const [blockId, actionId] = pair;
    values[blockId] = { ...values[blockId], [actionId]: form.all(name) };
  }
  return values;
}

function pairOf(text: string): [blockId: string, actionId: string] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (!Array.isArray(parsed)) return undefined;
    const [blockId, actionId] = parsed;
    return typeof blockId === 'string' && typeof actionId === 'string'
      ? [blockId, actionId]
      : undefined;
  } catch {
    return undefined;
  }
}
