import type { FileView } from '@belay/contract/desk/conversation';
import { fill } from '../words/fill.ts';
import { Icon } from './icon.tsx';
import { useUi } from './use-chat.ts';

/** Pictures as pictures, everything else as its name. Links live five minutes, then are asked anew. */
export function Files({ files }: { files: readonly FileView[] }) {
  const { chat, words } = useUi();
  return (
    <>
      {files.map(({ id, name, size, content_type, url }) => {
        const isPicture = /^image\/(png|jpeg|gif|webp|avif)$/.test(content_type);
        return (
          <a
            key={id}
            class={isPicture ? 'picture' : 'file'}
            href={url}
            target="_blank"
            rel="noopener"
            aria-label={fill(words.download, { name })}
            // pressed, or about to be: by then the link may be too old
            onPointerEnter={() => void chat.freshFiles()}
            onFocus={() => void chat.freshFiles()}
          >
            {isPicture ? (
              <img src={url} alt={name} loading="lazy" onError={() => void chat.freshFiles()} />
            ) : (
              <>
                <Icon name="file" />
                <span>{name}</span>
                <small>{sizeOf(size, chat.language)}</small>
              </>
            )}
          </a>
        );
      })}
    </>
  );
}

function sizeOf(bytes: number, language: string): string {
  const [unit, count] = bytes < 1e6 ? ['kilobyte', bytes / 1e3] : ['megabyte', bytes / 1e6];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: unit as 'megabyte',
    maximumFractionDigits: Number(count) < 10 ? 1 : 0,
  }).format(Number(count));
}
