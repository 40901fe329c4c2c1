import { useEffect, useState } from 'react';
import { withoutMark } from './window-title.ts';

/** Tells who can't see the page that it is another one now: browsers don't, as no document is loaded. */
export function PageAnnouncer() {
  const [title, setTitle] = useState('');
  useEffect(() => {
    const element = document.querySelector('title');
    if (!element) return;
    const observer = new MutationObserver(() => setTitle(withoutMark(document.title)));
    observer.observe(element, { childList: true });
    return () => observer.disconnect();
  }, []);
  return (
    <p role="status" className="sr-only">
      {title}
    </p>
  );
}
