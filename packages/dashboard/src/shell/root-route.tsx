import { createRootRoute, Outlet } from '@tanstack/react-router';
import { Toaster } from 'sonner';
import { useTheme } from '../theme/theme.ts';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { NotFoundPage } from './not-found-page.tsx';

function Root() {
  const theme = useTheme();
  return (
    <TooltipProvider>
      <Outlet />
      <Toaster
        theme={theme}
        position="bottom-right"
        closeButton
        toastOptions={{
          classNames: {
            toast: '!rounded-lg !border-line !bg-raised !text-ink !shadow-float !font-sans',
            description: '!text-soft',
          },
        }}
      />
    </TooltipProvider>
  );
}

export const rootRoute = createRootRoute({ component: Root, notFoundComponent: NotFoundPage });
