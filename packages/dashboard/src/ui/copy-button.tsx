import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';

/** Copies `text` and says so. With `label` a button with words, else an icon. */
export function CopyButton({
  text,
  what,
  label,
  className,
}: {
  text: string;
  /** what is copied, for who can't see: "the link" */
  what: string;
  label?: string;
  className?: string;
}) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      // without https the clipboard is closed to pages
      setState('failed');
    }
  };
  const words = { idle: label, copied: 'Copied', failed: 'Select it and copy by hand' }[state];
  return (
    <>
      <Button
        size={label ? 'md' : 'icon-sm'}
        look={label ? 'secondary' : 'ghost'}
        aria-label={label ? undefined : `Copy ${what}`}
        onClick={copy}
        className={className}
      >
        {state === 'copied' ? <Check className="text-ok" /> : <Copy />}
        {label && words}
      </Button>
      <span role="status" className="sr-only">
        {state === 'copied' && `Copied ${what}`}
        {state === 'failed' && `Could not copy ${what}: select it and copy by hand`}
      </span>
    </>
  );
}

/** A value to take away: an id, a link, a token, in one line with its copy button. */
export function CopyLine({ text, what }: { text: string; what: string }) {
  return (
    <div className="flex items-center gap-1 rounded-md border border-line bg-sunken py-0.5 pr-0.5 pl-2.5">
      <code className="min-w-0 grow overflow-x-auto py-1 font-mono text-sm whitespace-nowrap select-all [scrollbar-width:thin]">
        {text}
      </code>
      <CopyButton text={text} what={what} />
    </div>
  );
}
