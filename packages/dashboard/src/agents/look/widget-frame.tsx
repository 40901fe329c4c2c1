import { useEffect, useRef } from 'react';

/**
 * The widget's frame with a look of ours, by the greeting that its loader sends on a website:
 * `{belay: 'hello', …}` and one end of a channel, to our own origin alone.
 */
export function WidgetFrame({
  src,
  title,
  accent,
  theme,
}: {
  src: string;
  title: string;
  accent: string;
  theme: string;
}) {
  const frame = useRef<HTMLIFrameElement>(null);
  const port = useRef<MessagePort | null>(null);
  useEffect(() => () => port.current?.close(), []);
  const greet = () => {
    const channel = new MessageChannel();
    port.current?.close();
    port.current = channel.port1;
    frame.current?.contentWindow?.postMessage(
      {
        belay: 'hello',
        page: { url: location.href, title: 'Preview' },
        // an open one takes the keyboard: from whoever is choosing its colour
        open: false,
        identity: null,
        language: null,
        theme: theme === 'auto' ? null : theme,
        accent,
      },
      location.origin,
      [channel.port2],
    );
  };
  return (
    <iframe
      ref={frame}
      src={src}
      title={title}
      onLoad={greet}
      className="h-[34rem] w-full max-w-88 rounded-lg border border-line bg-surface shadow-float"
    />
  );
}
