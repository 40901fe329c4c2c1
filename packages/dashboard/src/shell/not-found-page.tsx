import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from './page.tsx';

/** No page has this address. */
export function NotFoundPage() {
  return (
    <Page title="Not found" width="text">
      <EmptyState
        icon={Compass}
        title="There is no page at this address"
        action={
          <Button asChild>
            <Link to="/">Go to Home</Link>
          </Button>
        }
      >
        The link may be old, or belong to another organisation: you can switch at the top left.
      </EmptyState>
    </Page>
  );
}
