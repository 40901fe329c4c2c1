import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Inline } from '../text/inline.ts';
import { parseMarkdown } from '../text/markdown.ts';

/** Text with its few marks, as elements: nothing of it is ever read as HTML. */
export function Markdown({
  text,
  sources,
}: {
  text: string;
  sources?: ReadonlyMap<number, string>;
}) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  const inline = (pieces: Inline[]): ComponentChildren =>
    pieces.map((piece) => {
      switch (piece.kind) {
        case 'text':
          return piece.text;
        case 'code':
          return <code>{piece.text}</code>;
        case 'bold':
          return <strong>{inline(piece.children)}</strong>;
        case 'link':
          return (
            <a href={piece.url} target="_blank" rel="noopener noreferrer nofollow">
              {inline(piece.children)}
            </a>
          );
        case 'cite': {
          const label = sources?.get(piece.n);
          return label === undefined ? `[${piece.n}]` : <sup title={label}>{piece.n}</sup>;
        }
      }
    });
  return (
    <>
      {blocks.map((block) => {
        if (block.kind === 'code')
          return (
            <pre>
              <code>{block.text}</code>
            </pre>
          );
        if (block.kind === 'paragraph')
          return (
            <p>
              {block.lines.map((line, index) => (
                <>
                  {index > 0 && <br />}
                  {inline(line)}
                </>
              ))}
            </p>
          );
        const items = block.items.map((item) => <li>{inline(item)}</li>);
        return block.isOrdered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
      })}
    </>
  );
}
