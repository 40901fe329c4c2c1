import { isObject } from '../api/block-rules.ts';

type Json = Record<string, unknown>;

/** What a person put into fields: block id → action id → one value or several. */
export type Values = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Something in a block that one can press, choose or fill. */
export interface Element {
  blockId: string;
  actionId: string;
  type: string;
  element: Json;
  /** of an input block: a submission needs it */
  isRequired: boolean;
  /** in an input block: it waits for the submission */
  isInput: boolean;
}

/** Everything interactive in blocks, in the order in which it stands there. */
export function elementsOf(blocks: readonly unknown[] = []): Element[] {
  return blocks.flatMap((block, i) => {
    if (!isObject(block)) return [];
    const blockId = typeof block.block_id === 'string' ? block.block_id : `b${i}`;
    const isInput = block.type === 'input';
    return partsOf(block).flatMap((element, n) => {
      if (!isObject(element) || typeof element.type !== 'string' || element.type === 'image')
        return [];
      const actionId =
        typeof element.action_id === 'string' ? element.action_id : `${blockId}.${n}`;
      const isRequired = isInput && block.optional !== true;
      return [{ blockId, actionId, type: element.type, element, isRequired, isInput }];
    });
  });
}

function partsOf(block: Json): unknown[] {
  if (block.type === 'actions' && Array.isArray(block.elements)) return block.elements;
  if (block.type === 'section' && block.accessory !== undefined) return [block.accessory];
  if (block.type === 'input') return [block.element];
  return [];
}

/** The blocks of a message, those of its attachments too. */
export function blocksOf(message: {
  blocks?: readonly unknown[];
  attachments?: readonly unknown[];
}): unknown[] {
  const attached = (message.attachments ?? []).flatMap((attachment) =>
    isObject(attachment) && Array.isArray(attachment.blocks) ? attachment.blocks : [],
  );
  return [...(message.blocks ?? []), ...attached];
}

/** All options of a select, its groups in one. */
export function optionsOf(element: Json): Json[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  const grouped = groups.flatMap((group) => (isObject(group) ? group.options : []));
  const plain = Array.isArray(element.options) ? element.options : [];
  return [...plain, ...grouped].filter(isObject);
}

const single: Record<string, string> = {
  users_select: 'selected_user',
  channels_select: 'selected_channel',
  conversations_select: 'selected_conversation',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  plain_text_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
  number_input: 'value',
};

const several: Record<string, string> = {
  multi_users_select: 'selected_users',
  multi_channels_select: 'selected_channels',
  multi_conversations_select: 'selected_conversations',
};

/** What an element holds, in Slack's words for its type: `selected_option`, `value`, … */
export function chosen({ element, type }: Element, values: readonly string[]): Json {
  const [first] = values;
  const name = single[type];
  if (name) return { type, [name]: first ?? null };
  const names = several[type];
  if (names) return { type, [names]: values };
  if (type === 'button')
    return {
      type,
      text: element.text,
      ...(element.value === undefined ? {} : { value: element.value }),
      ...(element.style === undefined ? {} : { style: element.style }),
    };
  const options = optionsOf(element).filter((option) => values.includes(String(option.value)));
  if (type === 'checkboxes' || type === 'multi_static_select')
    return { type, selected_options: options };
  return { type, selected_option: options[0] ?? null };
}

/** What stands in an element before anybody touches it. */
function initialOf(element: Json): string[] {
  const value = (option: unknown) => (isObject(option) ? [String(option.value)] : []);
  if (Array.isArray(element.initial_options)) return element.initial_options.flatMap(value);
  if (element.initial_option !== undefined) return value(element.initial_option);
  const one =
    element.initial_value ??
    element.initial_user ??
    element.initial_channel ??
    element.initial_conversation ??
    element.initial_date ??
    element.initial_time;
  return one === undefined ? [] : [String(one)];
}

/** What an element holds now: what a person put there, else what it began with. */
export function heldBy({ element, blockId, actionId }: Element, values: Values): string[] {
  const given = values[blockId]?.[actionId];
  if (given === undefined) return initialOf(element);
  return (typeof given === 'string' ? [given] : [...given]).filter((value) => value !== '');
}

/** `state.values` of a message or view: everything but buttons and menus, which hold nothing. */
export function stateOf(blocks: readonly unknown[], values: Values): Record<string, Json> {
  const state: Record<string, Json> = {};
  for (const one of elementsOf(blocks)) {
    if (one.type === 'button' || one.type === 'overflow') continue;
    state[one.blockId] = {
      ...state[one.blockId],
      [one.actionId]: chosen(one, heldBy(one, values)),
    };
  }
  return state;
}
