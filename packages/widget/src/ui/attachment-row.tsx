import { fill } from '../words/fill.ts';
import { Icon } from './icon.tsx';
import type { Attachment } from './use-attachments.ts';
import { useUi } from './use-chat.ts';

/** A picked file above the composer: picture, progress, or why it can't be sent. */
export function AttachmentRow({
  attachment,
  onRemove,
}: {
  attachment: Attachment;
  onRemove(attachment: Attachment): void;
}) {
  const { words } = useUi();
  const { name, preview, share, file, trouble } = attachment;
  return (
    <div class="attachment">
      {preview ? <img src={preview} alt="" /> : <Icon name="file" />}
      <span class="what">
        {trouble ? (
          <span class="bad" role="alert">
            {trouble}
          </span>
        ) : (
          name
        )}
        {!file && !trouble && (
          <progress value={share} aria-label={fill(words.uploading, { name })} />
        )}
      </span>
      <button
        type="button"
        class="plain"
        aria-label={fill(words.remove, { name })}
        onClick={() => onRemove(attachment)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
