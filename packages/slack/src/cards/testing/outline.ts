import type { Block, Button, Leaf } from '../block.ts';

/** A message or view as a person would read it, for snapshots: one line a line. */
export function outline(made: { text?: string; blocks: readonly Block[] }): string {
  const said = made.text === undefined ? [] : [`(${made.text})`];
  return [...said, ...made.blocks.map(block)].join('\n');
}

function block(each: Block): string {
  switch (each.type) {
    case 'header':
      return `# ${each.text.text}`;
    case 'divider':
      return '---';
    case 'section':
      return each.text.text;
    case 'context':
      return each.elements.map(({ text }) => `~ ${text}`).join('\n');
    case 'rich_text':
      return each.elements
        .map(({ type, elements }) => {
          const read = elements.map(leaf).join('');
          return type === 'rich_text_quote' ? read.replaceAll(/^/gm, '> ') : read;
        })
        .join('\n');
    case 'actions':
      return each.elements.map(button).join(' ');
    case 'input':
      return `${each.label.text}: ${'options' in each.element ? each.element.options.map(({ text }) => text.text).join(' | ') : '…'}`;
  }
}

function button({ text, style, confirm }: Button): string {
  return `[${style ? `${style}: ` : ''}${text.text}${confirm ? ' ?' : ''}]`;
}

function leaf(each: Leaf): string {
  switch (each.type) {
    case 'text':
      return each.style?.bold ? `*${each.text}*` : each.text;
    case 'link':
      return `[${each.text}](${each.url})`;
    case 'channel':
      return `#${each.channel_id}`;
    case 'usergroup':
      return `@${each.usergroup_id}`;
    case 'user':
      return `@${each.user_id}`;
    case 'date':
      return each.fallback;
  }
}
