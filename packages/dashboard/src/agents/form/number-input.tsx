import type { ComponentProps } from 'react';
import { Input } from '../../ui/input.tsx';

/** A number while somebody types it: what is no number yet is `NaN`, and shown as nothing. */
export function NumberInput({
  value,
  onChange,
  ...rest
}: Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> & {
  value: number;
  onChange(value: number): void;
}) {
  return (
    <Input
      type="number"
      inputMode="numeric"
      // a draft that was kept as JSON has null in place of NaN
      value={Number.isFinite(value) ? value : ''}
      onChange={({ target }) => onChange(target.valueAsNumber)}
      {...rest}
    />
  );
}
