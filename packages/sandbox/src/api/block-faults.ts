type Json = Record<string, unknown>;

const types: ReadonlySet<string> = new Set(
  'actions alert card carousel condensed_section container context context_actions data_table divider file header image input markdown plan rich_text section table task_card video'.split(
    ' ',
  ),
);

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What Slack would refuse in the blocks of a message, each with a JSON pointer: counts, lengths,
 * ids and what must be there. Limits: the Block Kit reference.
 */
export function blockFaults(blocks: readonly unknown[]): string[] {
  const faults: string[] = [];
  if (blocks.length > 50) faults.push('no more than 50 items allowed [json-pointer:/blocks]');
  const ids = new Set<unknown>();
  for (const [i, block] of blocks.entries()) {
    const at = `/blocks/${i}`;
    if (!isObject(block)) faults.push(`must be an object [json-pointer:${at}]`);
    else if (typeof block.type !== 'string' || !types.has(block.type))
      faults.push(`unsupported type: ${String(block.type)} [json-pointer:${at}/type]`);
    else {
      if (block.block_id !== undefined && ids.has(block.block_id))
        faults.push(`duplicate block_id [json-pointer:${at}/block_id]`);
      ids.add(block.block_id);
      faults.push(...tooLong(block.block_id, 255, `${at}/block_id`), ...inside(block, at));
    }
  }
  return faults;
}

function inside(block: Json, at: string): string[] {
  switch (block.type) {
    case 'section':
      if (block.text === undefined && block.fields === undefined)
        return [`missing required field: text or fields [json-pointer:${at}]`];
      return [
        ...textFaults(block.text, 3000, `${at}/text`),
        ...many(block.fields, 10, `${at}/fields`),
        ...each(block.fields, (field, where) => textFaults(field, 2000, where), `${at}/fields`),
      ];
    case 'header':
      return block.text === undefined
        ? [`missing required field: text [json-pointer:${at}]`]
        : textFaults(block.text, 150, `${at}/text`);
    case 'context':
      return [...needed(block.elements, at), ...many(block.elements, 10, `${at}/elements`)];
    case 'actions':
      return [
        ...needed(block.elements, at),
        ...many(block.elements, 25, `${at}/elements`),
        ...each(block.elements, elementFaults, `${at}/elements`),
      ];
    case 'image':
      return [
        ...tooLong(block.image_url, 3000, `${at}/image_url`),
        ...tooLong(block.alt_text, 2000, `${at}/alt_text`),
      ];
    case 'markdown':
      return tooLong(block.text, 12_000, `${at}/text`);
    default:
      return [];
  }
}

function elementFaults(element: unknown, at: string): string[] {
  if (!isObject(element)) return [`must be an object [json-pointer:${at}]`];
  const faults = tooLong(element.action_id, 255, `${at}/action_id`);
  if (element.type !== 'button') return faults;
  return [
    ...faults,
    ...textFaults(element.text, 75, `${at}/text`),
    ...tooLong(element.value, 2000, `${at}/value`),
    ...tooLong(element.url, 3000, `${at}/url`),
  ];
}

function textFaults(text: unknown, longest: number, at: string): string[] {
  if (text === undefined) return [];
  if (!isObject(text) || typeof text.text !== 'string')
    return [`must be a text object [json-pointer:${at}]`];
  if (text.text === '') return [`must be more than 0 characters [json-pointer:${at}/text]`];
  return tooLong(text.text, longest, `${at}/text`);
}

function tooLong(value: unknown, longest: number, at: string): string[] {
  return typeof value === 'string' && value.length > longest
    ? [`must be less than ${longest + 1} characters [json-pointer:${at}]`]
    : [];
}

function needed(value: unknown, at: string): string[] {
  return Array.isArray(value) && value.length > 0
    ? []
    : [`missing required field: elements [json-pointer:${at}]`];
}

function many(value: unknown, most: number, at: string): string[] {
  return Array.isArray(value) && value.length > most
    ? [`no more than ${most} items allowed [json-pointer:${at}]`]
    : [];
}

function each(
  value: unknown,
  check: (item: unknown, at: string) => string[],
  at: string,
): string[] {
  return Array.isArray(value) ? value.flatMap((item, i) => check(item, `${at}/${i}`)) : [];
}
