import { Link, useSearch } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { useWide } from '../../ui/use-wide.ts';
import { stackedBelow } from '../stacked.ts';

/** Where the list isn't beside the conversation: the way back to it. */
export function BackToList() {
  const search = useSearch({ from: '/app/inbox' });
  if (useWide(stackedBelow)) return null;
  return (
    <Button look="ghost" size="icon" asChild aria-label="Back to the list">
      <Link to="/inbox" search={search}>
        <ArrowLeft />
      </Link>
    </Button>
  );
}
