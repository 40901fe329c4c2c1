import { each, isObject, many, textFaults, tooLong } from './block-rules.ts';
import { elementFaults } from './element-faults.ts';

type Json = Record<string, unknown>;

const types: ReadonlySet<string> = new Set(
  'actions alert card carousel condensed_section container context context_actions data_table divider file header image input markdown plan rich_text section table task_card video'.split(
    ' ',
  ),
);

/**
 * What Slack would refuse in the blocks of a message, each with a JSON pointer: counts, lengths,
 * ids and what must be there. Limits: the Block Kit reference.
 */
export function blockFaults(
  blocks: readonly unknown[],
  place: { most: number; at: string } = { most: 50, at: '/blocks' },
): string[] {
  const faults = many(blocks, place.most, place.at);
  const ids = new Set<unknown>();
  for (const [i, block] of blocks.entries()) {
    const at = `${place.at}/${i}`;
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
        ...(block.accessory === undefined ? [] : elementFaults(block.accessory, `${at}/accessory`)),
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
        ...twice(block.elements, at),
      ];
    case 'input':
      return [
        ...(block.label === undefined
          ? [`missing required field: label [json-pointer:${at}]`]
          : textFaults(block.label, 2000, `${at}/label`)),
        ...textFaults(block.hint, 2000, `${at}/hint`),
        ...(block.element === undefined
          ? [`missing required field: element [json-pointer:${at}]`]
          : elementFaults(block.element, `${at}/element`)),
      ];
    case 'image':
      return [
        ...(block.alt_text === undefined
          ? [`missing required field: alt_text [json-pointer:${at}]`]
          : []),
        ...tooLong(block.image_url, 3000, `${at}/image_url`),
        ...tooLong(block.alt_text, 2000, `${at}/alt_text`),
      ];
    case 'markdown':
      return tooLong(block.text, 12_000, `${at}/text`);
    default:
      return [];
  }
}

/** Two elements of one block with the same action_id: a click could not name its button. */
function twice(value: unknown, at: string): string[] {
  if (!Array.isArray(value)) return [];
  const ids = value.map((one) => (isObject(one) ? one.action_id : undefined));
  return ids.flatMap((id, i) =>
    id !== undefined && ids.indexOf(id) < i
      ? [`action_id already exists [json-pointer:${at}/elements/${i}/action_id]`]
      : [],
  );
}

function needed(value: unknown, at: string): string[] {
  return Array.isArray(value) && value.length > 0
    ? []
    : [`missing required field: elements [json-pointer:${at}]`];
}
