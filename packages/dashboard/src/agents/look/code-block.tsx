import { CopyButton } from '../../ui/copy-button.tsx';

/** Code to take away, in several lines, with its copy button. */
export function CodeBlock({ code, what }: { code: string; what: string }) {
  return (
    <div className="relative rounded-md border border-line bg-sunken">
      <pre className="max-h-80 overflow-auto py-2.5 pr-12 pl-3 font-mono text-sm [scrollbar-width:thin]">
        <code>{code}</code>
      </pre>
      <span className="absolute top-1.5 right-1.5">
        <CopyButton text={code} what={what} />
      </span>
    </div>
  );
}
