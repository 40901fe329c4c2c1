import { renderScope } from '@belay/connector/map/scope-template';
import type { TemplatePreview } from '@belay/contract/connector';
import { readTemplate, refuseOutside } from '../store/check-template.ts';

/** Values that people recognise in place of what a message will have. */
const sample = {
  author: 'ada@example.com',
  workspace: 'acme',
  thread_ts: '1700000000.000100',
};

/** What a template makes of channels, by the mapper's own hand. Throws 422 with the field. */
export function previewTemplate(
  rootScope: string,
  source: string,
  channels: readonly string[],
): TemplatePreview {
  const template = readTemplate(source, 'scope_template');
  refuseOutside(rootScope, template, 'scope_template');
  const names = channels.map((name) => name.trim().replace(/^#/, '')).filter((name) => name !== '');
  return {
    examples: (names.length > 0 ? names : ['general']).map((channel) => ({
      channel,
      scope: renderScope(template, { ...sample, channel }),
    })),
    placeholders: [...template.uses],
  };
}
