import { Link } from '@tanstack/react-router';
import { Button } from '../ui/button.tsx';
import { DoorFrame } from './door-frame.tsx';

/** A one-time link that doesn't work: why, and how to get another. */
export function DeadLink({
  what,
  incomplete = false,
  next,
}: {
  /** "set-up link", "invitation" */
  what: string;
  /** a part of it is missing: perhaps it was cut when it was copied */
  incomplete?: boolean;
  next: string;
}) {
  return (
    <DoorFrame
      title={incomplete ? `This ${what} is incomplete` : `This ${what} doesn't work any more`}
      sentence={
        <>
          {incomplete
            ? 'A part of it is missing: copy the whole link, up to its last letter. '
            : 'It was used, replaced or is too old. '}
          {next}
        </>
      }
    >
      <div>
        <Button asChild>
          <Link to="/sign-in">Go to sign-in</Link>
        </Button>
      </div>
    </DoorFrame>
  );
}
