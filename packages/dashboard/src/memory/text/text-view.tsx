import { type ReactNode, useMemo } from 'react';
import { highlight } from './highlight.ts';
import type { Inline } from './parse-inline.ts';
import { type Block, parseText } from './parse-text.ts';

/** The text of an experience, as blocks and runs that React writes: nothing of it is ever markup. */
export function TextView({ text, words = [] }: { text: string; words?: readonly string[] }) {
  const blocks = useMemo(() => parseText(text), [text]);
  return (
    <div className="flex flex-col gap-1.5 [overflow-wrap:anywhere]">
      <Blocks blocks={blocks} words={words} />
    </div>
  );
}

function Blocks({ blocks, words }: { blocks: Block[]; words: Words }): ReactNode {
  return keyed(blocks).map(({ key, item }) => <BlockView key={key} block={item} words={words} />);
}

function BlockView({ block, words }: { block: Block; words: Words }): ReactNode {
  switch (block.kind) {
    case 'code':
      return (
        <pre className="overflow-x-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm">
          {block.text}
        </pre>
      );
    case 'quote':
      return (
        <blockquote className="flex flex-col gap-1.5 border-l-2 border-line pl-3 text-soft">
          <Blocks blocks={block.blocks} words={words} />
        </blockquote>
      );
    case 'list':
      return (
        <ul className="flex flex-col gap-0.5">
          {keyed(block.items).map(({ key, item }) => (
            <li key={key} className="flex gap-2" style={{ marginLeft: `${item.depth * 16}px` }}>
              <span aria-hidden className="shrink-0 text-faint">
                {/^\d/.test(item.marker) ? item.marker : '•'}
              </span>
              <span className="min-w-0">
                <Line runs={item.inline} words={words} />
              </span>
            </li>
          ))}
        </ul>
      );
    case 'paragraph':
      return (
        <p>
          {keyed(block.lines).map(({ key, item }, index) => (
            <span key={key}>
              {index > 0 && <br />}
              <Line runs={item} words={words} />
            </span>
          ))}
        </p>
      );
  }
}

function Line({ runs, words }: { runs: Inline[]; words: Words }): ReactNode {
  return keyed(runs).map(({ key, item }) => <Run key={key} run={item} words={words} />);
}

function Run({ run, words }: { run: Inline; words: Words }): ReactNode {
  const text = <Marked text={run.text} words={words} />;
  switch (run.kind) {
    case 'text':
      return text;
    case 'bold':
      return <strong>{text}</strong>;
    case 'strike':
      return <s>{text}</s>;
    case 'code':
      return (
        <code className="rounded-sm bg-sunken px-1 py-px font-mono text-[0.92em]">{run.text}</code>
      );
    case 'mention':
      return <span className="text-accent-ink">{text}</span>;
    case 'link':
      return (
        <a
          href={run.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="relative z-10 text-accent-ink underline underline-offset-2"
        >
          {text}
        </a>
      );
  }
}

type Words = readonly string[];

/** Text with the words of the question marked. */
function Marked({ text, words }: { text: string; words: readonly string[] }): ReactNode {
  if (words.length === 0) return text;
  return keyed(highlight(text, words)).map(({ key, item }) =>
    item.marked ? (
      <mark key={key} className="rounded-xs bg-accent-wash font-medium text-accent-ink">
        {item.text}
      </mark>
    ) : (
      item.text
    ),
  );
}

/** Parts of one text never move among each other: their place names them. */
function keyed<Item>(items: readonly Item[]): { key: string; item: Item }[] {
  return items.map((item, index) => ({ key: String(index), item }));
}
