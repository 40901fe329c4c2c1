import { CopyButton } from '../../ui/copy-button.tsx';

/** Code to take away, in several lines, with its copy button. */
export function CodeBlock({ code, what }: { code: string; what: string }) {
  return (
    <div className="flex items-start gap-1 rounded-md border border-line bg-sunken p-1">
      <pre className="max-h-80 min-w-0 grow overflow-auto py-1.5 pl-2 font-mono text-sm [scrollbar-width:thin]">
        <code>{code}</code>
      </pre>
      <CopyButton text={code} what={what} />
    </div>
  );
}
