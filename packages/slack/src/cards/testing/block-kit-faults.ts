type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What Slack would refuse in a message or view of ours, and what we never want in one. The limits
 * are those of the Block Kit reference and of chat.postMessage.
 */
export function blockKitFaults(made: object): string[] {
  const surface: Json = { ...made };
  const faults: string[] = [];
  const check = (holds: boolean, what: string) => {
    if (!holds) faults.push(what);
  };
  const isView = surface.type === 'modal' || surface.type === 'home';
  const blocks = Array.isArray(surface.blocks) ? surface.blocks : [];
  check(blocks.length >= 1 && blocks.length <= (isView ? 100 : 50), `${blocks.length} blocks`);
  if (isView) {
    const { title, submit, close, private_metadata, callback_id } = surface;
    for (const text of [title, submit, close]) faults.push(...plainFaults(text, 24, 'view'));
    check(String(private_metadata ?? '').length <= 3000, 'private_metadata');
    check(String(callback_id ?? '').length <= 255, 'callback_id');
    if (surface.type === 'modal') check(isObject(title), 'a modal needs a title');
    const hasInput = blocks.some((block) => isObject(block) && block.type === 'input');
    check(!hasInput || isObject(submit), 'inputs need submit');
  } else {
    const text = String(surface.text ?? '');
    // chat.update refuses more than 4,000, chat.postMessage cuts at 40,000
    check(text !== '' && text.length <= 4000, `text of ${text.length}`);
    check(surface.unfurl_links === false && surface.unfurl_media === false, 'unfurls');
    faults.push(...metadataFaults(surface.metadata));
  }
  for (const [i, block] of blocks.entries())
    faults.push(...blockFaults(block).map((fault) => `/blocks/${i}: ${fault}`));
  return faults;
}

function metadataFaults(metadata: unknown): string[] {
  if (metadata === undefined) return [];
  if (!isObject(metadata) || !isObject(metadata.event_payload)) return ['metadata'];
  const members = Object.keys(metadata.event_payload);
  return members.length === 1 && members[0] === 'key' ? [] : ['metadata holds more than a key'];
}

function blockFaults(block: unknown): string[] {
  if (!isObject(block)) return ['no object'];
  if (typeof block.block_id === 'string' && block.block_id.length > 255) return ['block_id'];
  switch (block.type) {
    case 'header':
      return plainFaults(block.text, 150, 'header', true);
    case 'divider':
      return [];
    case 'section':
      return [
        ...textFaults(block.text, 3000, 'section'),
        ...listed(block.fields, 0, 10, 'fields').flatMap((field) =>
          typeof field === 'string' ? [field] : textFaults(field, 2000, 'field'),
        ),
      ];
    case 'context':
      return listed(block.elements, 1, 10, 'context').flatMap((element) =>
        typeof element === 'string' ? [element] : textFaults(element, 3000, 'context'),
      );
    case 'actions':
      return actionsFaults(block.elements);
    case 'rich_text':
      return listed(block.elements, 1, 100, 'rich_text').flatMap(richFaults);
    case 'input':
      return [...plainFaults(block.label, 2000, 'label', true), ...elementFaults(block.element)];
    default:
      return [`a block ${String(block.type)}`];
  }
}

function actionsFaults(elements: unknown): string[] {
  const faults = listed(elements, 1, 25, 'actions').flatMap(elementFaults);
  const ids = Array.isArray(elements)
    ? elements.map((element) => isObject(element) && element.action_id)
    : [];
  return new Set(ids).size === ids.length ? faults : [...faults, 'an action_id twice'];
}

function elementFaults(element: unknown): string[] {
  if (typeof element === 'string') return [element];
  if (!isObject(element)) return ['no element'];
  const id = element.action_id;
  const faults =
    typeof id === 'string' && id.length > 0 && id.length <= 255 ? [] : ['an action_id'];
  if (element.type === 'static_select') {
    const options = listed(element.options, 1, 100, 'options').flatMap((option) => {
      if (!isObject(option)) return [String(option)];
      const value = String(option.value ?? '');
      return [
        ...plainFaults(option.text, 75, 'option', true),
        ...(value.length > 0 && value.length <= 75 ? [] : ['an option’s value']),
      ];
    });
    return [...faults, ...plainFaults(element.placeholder, 150, 'placeholder'), ...options];
  }
  if (element.type === 'checkboxes') {
    const options = listed(element.options, 1, 10, 'options').flatMap((option) =>
      isObject(option)
        ? plainFaults(option.text, 75, 'option', true).concat(
            String(option.value ?? '').length <= 150 ? [] : ['an option’s value'],
          )
        : [String(option)],
    );
    return [...faults, ...options];
  }
  if (element.type === 'plain_text_input')
    return Number(element.max_length) <= 3000 ? faults : [...faults, 'max_length'];
  if (element.type !== 'button') return [...faults, `an element ${String(element.type)}`];
  const { confirm, style } = element;
  return [
    ...faults,
    ...plainFaults(element.text, 75, 'button', true),
    ...(String(element.value ?? '').length <= 2000 ? [] : ['a value']),
    ...(String(element.url ?? '').length <= 3000 ? [] : ['a url']),
    ...(style === undefined || style === 'primary' || style === 'danger' ? [] : ['a style']),
    ...(isObject(confirm)
      ? [
          ...plainFaults(confirm.title, 100, 'confirm title', true),
          ...plainFaults(confirm.text, 300, 'confirm text', true),
          ...plainFaults(confirm.confirm, 30, 'confirm', true),
          ...plainFaults(confirm.deny, 30, 'deny', true),
        ]
      : []),
  ];
}

const leaves = new Set(['text', 'link', 'channel', 'usergroup', 'user', 'date']);

function richFaults(part: unknown): string[] {
  if (!isObject(part)) return [String(part)];
  if (part.type !== 'rich_text_section' && part.type !== 'rich_text_quote')
    return [`a part ${String(part.type)}`];
  return listed(part.elements, 1, 1000, 'leaves').flatMap((leaf) => {
    if (!isObject(leaf) || !leaves.has(String(leaf.type))) return ['a leaf'];
    if (leaf.type === 'text')
      return typeof leaf.text === 'string' && leaf.text !== '' ? [] : ['an empty leaf'];
    if (leaf.type === 'date')
      return Number.isSafeInteger(leaf.timestamp) && leaf.fallback !== '' ? [] : ['a date'];
    return [];
  });
}

function listed(value: unknown, least: number, most: number, name: string): unknown[] {
  if (value === undefined && least === 0) return [];
  if (!Array.isArray(value)) return [`${name} is no list`];
  return value.length >= least && value.length <= most ? value : [`${value.length} ${name}`];
}

function plainFaults(text: unknown, most: number, name: string, isNeeded = false): string[] {
  if (text === undefined) return isNeeded ? [`${name} is missing`] : [];
  if (!isObject(text) || text.type !== 'plain_text') return [`${name} is no plain text`];
  return textFaults(text, most, name);
}

function textFaults(text: unknown, most: number, name: string): string[] {
  if (!isObject(text) || typeof text.text !== 'string') return [`${name} is no text`];
  if (text.type === 'mrkdwn' && text.verbatim !== true) return [`${name} links by itself`];
  const { length } = text.text;
  return length >= 1 && length <= most ? [] : [`${name} of ${length}`];
}
