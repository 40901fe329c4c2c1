import { each, isObject, many, textFaults, tooLong } from './block-rules.ts';

type Json = Record<string, unknown>;

const choices: ReadonlySet<unknown> = new Set([
  'static_select',
  'multi_static_select',
  'overflow',
  'radio_buttons',
  'checkboxes',
]);

const fewest: Record<string, number> = { overflow: 5, radio_buttons: 10, checkboxes: 10 };

/** What Slack would refuse in a button, a select or a field of a block. */
export function elementFaults(element: unknown, at: string): string[] {
  if (!isObject(element)) return [`must be an object [json-pointer:${at}]`];
  const faults = [
    ...(typeof element.type === 'string'
      ? []
      : [`missing required field: type [json-pointer:${at}]`]),
    ...tooLong(element.action_id, 255, `${at}/action_id`),
    ...textFaults(element.placeholder, 150, `${at}/placeholder`),
    ...confirmFaults(element.confirm, `${at}/confirm`),
  ];
  if (choices.has(element.type)) faults.push(...optionFaults(element, at));
  if (element.type !== 'button') return faults;
  return [
    ...faults,
    ...(element.text === undefined ? [`missing required field: text [json-pointer:${at}]`] : []),
    ...textFaults(element.text, 75, `${at}/text`),
    ...tooLong(element.value, 2000, `${at}/value`),
    ...tooLong(element.url, 3000, `${at}/url`),
    ...tooLong(element.accessibility_label, 75, `${at}/accessibility_label`),
    ...(element.style === undefined || element.style === 'primary' || element.style === 'danger'
      ? []
      : [`must be a valid enum value [json-pointer:${at}/style]`]),
  ];
}

function optionFaults(element: Json, at: string): string[] {
  const most = fewest[String(element.type)] ?? 100;
  const groups = Array.isArray(element.option_groups) ? element.option_groups : undefined;
  if (groups)
    return [
      ...many(groups, 100, `${at}/option_groups`),
      ...each(
        groups,
        (group, where) => (isObject(group) ? listFaults(group.options, 100, where) : []),
        `${at}/option_groups`,
      ),
    ];
  return listFaults(element.options, most, at);
}

function listFaults(options: unknown, most: number, at: string): string[] {
  if (!Array.isArray(options) || options.length === 0)
    return [`missing required field: options [json-pointer:${at}]`];
  return [...many(options, most, `${at}/options`), ...each(options, optionFault, `${at}/options`)];
}

function optionFault(option: unknown, at: string): string[] {
  if (!isObject(option)) return [`must be an object [json-pointer:${at}]`];
  return [
    ...textFaults(option.text, 75, `${at}/text`),
    ...tooLong(option.value, 150, `${at}/value`),
    ...textFaults(option.description, 75, `${at}/description`),
  ];
}

function confirmFaults(confirm: unknown, at: string): string[] {
  if (!isObject(confirm)) return [];
  return [
    ...textFaults(confirm.title, 100, `${at}/title`),
    ...textFaults(confirm.text, 300, `${at}/text`),
    ...textFaults(confirm.confirm, 30, `${at}/confirm`),
    ...textFaults(confirm.deny, 30, `${at}/deny`),
  ];
}
