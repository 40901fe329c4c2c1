import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';

/** A secret that is pasted once: hidden, never offered to a password manager, shown on demand. */
export function SecretInput({
  value,
  onChange,
  ...rest
}: {
  value: string;
  onChange(value: string): void;
  id?: string | undefined;
  placeholder?: string;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean | undefined;
}) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input
        {...rest}
        type={shown ? 'text' : 'password'}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
        spellCheck={false}
        data-1p-ignore
        data-lpignore="true"
        className="pr-9 font-mono"
      />
      <Button
        look="ghost"
        size="icon-sm"
        aria-label={shown ? 'Hide it' : 'Show it'}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute top-0.5 right-0.5"
      >
        {shown ? <EyeOff /> : <Eye />}
      </Button>
    </div>
  );
}
