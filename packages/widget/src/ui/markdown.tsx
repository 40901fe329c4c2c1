import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Inline } from '../text/inline.ts';
import { parseMarkdown } from '../text/markdown.ts';

type Sources = ReadonlyMap<number, string>;

/** Text with its few marks, as elements: nothing of it is ever read as HTML. */
export function Markdown({ text, sources }: { text: string; sources?: Sources }) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  const inline = (pieces: Inline[]) => pieces.map((piece) => drawInline(piece, sources));
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

function drawInline(piece: Inline, sources: Sources | undefined): ComponentChildren {
  if (piece.kind === 'text') return piece.text;
  if (piece.kind === 'code') return <code>{piece.text}</code>;
  if (piece.kind === 'cite') {
    const label = sources?.get(piece.n);
    return label === undefined ? `[${piece.n}]` : <sup title={label}>{piece.n}</sup>;
  }
  const children = piece.children.map((each) => drawInline(each, sources));
  return piece.kind === 'bold' ? (
    <strong>{children}</strong>
  ) : (
    <a href={piece.url} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}
