import { ApiError, invalidArguments } from '../api/api-error.ts';
import { blockFaults } from '../api/block-faults.ts';
import { isObject, textFaults, tooLong } from '../api/block-rules.ts';
import type { ViewContent } from './views.ts';

/** A view as an app sends it, within Slack's limits. */
export function viewContent(value: unknown, allowed: ViewContent['type']): ViewContent {
  if (!isObject(value)) throw invalidArguments('must provide an object [json-pointer:/view]');
  if (JSON.stringify(value).length > 250_000) throw new ApiError('view_too_large');
  const { title, submit, close, blocks } = value;
  const isModal = allowed === 'modal';
  const faults = [
    ...(value.type === allowed ? [] : [`must be "${allowed}" [json-pointer:/view/type]`]),
    ...(isModal && title === undefined
      ? ['missing required field: title [json-pointer:/view]']
      : []),
    ...textFaults(title, 24, '/view/title'),
    ...textFaults(submit, 24, '/view/submit'),
    ...textFaults(close, 24, '/view/close'),
    ...tooLong(value.private_metadata, 3000, '/view/private_metadata'),
    ...tooLong(value.callback_id, 255, '/view/callback_id'),
    ...tooLong(value.external_id, 255, '/view/external_id'),
    ...(Array.isArray(blocks)
      ? blockFaults(blocks, { most: 100, at: '/view/blocks' })
      : ['missing required field: blocks [json-pointer:/view]']),
    ...(isModal && submit === undefined && hasInput(blocks)
      ? ['missing required field: submit [json-pointer:/view]']
      : []),
  ];
  if (faults.length > 0 || !Array.isArray(blocks)) throw invalidArguments(...faults);
  return {
    type: allowed,
    blocks: blocks.map((block, i) => (isObject(block) ? { block_id: `b${i}`, ...block } : block)),
    ...(isObject(title) ? { title } : {}),
    ...(isObject(submit) ? { submit } : {}),
    ...(isObject(close) ? { close } : {}),
    callbackId: textOf(value.callback_id),
    externalId: textOf(value.external_id),
    privateMetadata: textOf(value.private_metadata),
    clearOnClose: value.clear_on_close === true,
    notifyOnClose: value.notify_on_close === true,
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const hasInput = (blocks: unknown): boolean =>
  Array.isArray(blocks) && blocks.some((block) => isObject(block) && block.type === 'input');
