import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';

/** As the contract demands of a new one. */
export const passwordLength = { min: 10, max: 128 };

/** A password that can be shown while it is typed. */
export function PasswordField({
  label,
  value,
  onChange,
  isNew = false,
  hint,
  aside,
}: {
  label: string;
  value: string;
  onChange(value: string): void;
  /** it is being chosen: its length matters and managers offer one */
  isNew?: boolean;
  hint?: ReactNode;
  aside?: ReactNode;
}) {
  return (
    <Field
      label={label}
      hint={hint ?? (isNew ? `At least ${passwordLength.min} characters.` : undefined)}
      aside={aside}
    >
      <ShownInput
        value={value}
        onChange={(event) => onChange(event.target.value)}
        required
        minLength={isNew ? passwordLength.min : 1}
        maxLength={passwordLength.max}
        autoComplete={isNew ? 'new-password' : 'current-password'}
      />
    </Field>
  );
}

function ShownInput(props: ComponentProps<'input'>) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input {...props} type={shown ? 'text' : 'password'} className="pr-9" />
      <Button
        look="ghost"
        size="icon-sm"
        aria-label={shown ? 'Hide the password' : 'Show the password'}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute top-0.5 right-0.5"
      >
        {shown ? <EyeOff /> : <Eye />}
      </Button>
    </div>
  );
}
