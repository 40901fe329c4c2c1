import { useEffect, useEffectEvent } from 'react';

/** How long a tab may be out of sight before its stream rests, ms: as long as a glance elsewhere. */
const restMs = 5_000;

/** A stream that may rest: `start` goes on behind what was heard last. */
export interface RestingStream {
  start(): void;
  pause(): void;
  stop(): void;
  /** the world changed: look at once */
  nudge(): void;
}

/**
 * Opens a stream for as long as the component is there, and looks after it when the network or the
 * tab comes back. Out of sight it rests: a browser has six connections to a server for all tabs of a
 * person, and a seventh request would wait for ever. `keepsHidden`: this tab is still needed then.
 */
export function useStreamLife(stream: RestingStream, keepsHidden: () => boolean): void {
  const keeps = useEffectEvent(keepsHidden);
  useEffect(() => {
    let resting: ReturnType<typeof setTimeout> | undefined;
    const nudge = () => stream.nudge();
    const seen = () => {
      clearTimeout(resting);
      if (document.hidden)
        resting = setTimeout(() => {
          if (!keeps()) stream.pause();
        }, restMs);
      else {
        stream.start();
        stream.nudge();
      }
    };
    stream.start();
    // opened behind another tab it may never come into sight
    if (document.hidden) seen();
    addEventListener('online', nudge);
    addEventListener('offline', nudge);
    addEventListener('pageshow', nudge);
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearTimeout(resting);
      removeEventListener('online', nudge);
      removeEventListener('offline', nudge);
      removeEventListener('pageshow', nudge);
      document.removeEventListener('visibilitychange', seen);
      stream.stop();
    };
  }, [stream]);
}
