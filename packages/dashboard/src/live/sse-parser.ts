/** One frame of a server-sent stream. `data` null: it brought an id only. */
export interface SseFrame {
  id: string | null;
  event: string;
  data: string | null;
}

/** Reads an event stream in whatever pieces it comes. What is no frame (heartbeats) gives nothing. */
export function createSseParser(): (piece: string) => SseFrame[] {
  let rest = '';
  let id: string | null = null;
  let event = '';
  let data: string[] = [];

  return (piece) => {
    const frames: SseFrame[] = [];
    rest += piece;
    for (;;) {
      // a lone CR at the end may be half of a CRLF
      const end = rest.search(/\r\n|\n|\r(?!$)/);
      if (end < 0) return frames;
      const line = rest.slice(0, end);
      rest = rest.slice(end + (rest.startsWith('\r\n', end) ? 2 : 1));
      if (line === '') {
        if (data.length > 0) frames.push({ id, event: event || 'message', data: data.join('\n') });
        else if (id !== null) frames.push({ id, event: '', data: null });
        id = null;
        event = '';
        data = [];
        continue;
      }
      const colon = line.indexOf(':');
      if (colon === 0) continue;
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (field === 'data') data.push(value);
      else if (field === 'event') event = value;
      else if (field === 'id' && !value.includes('\0')) id = value;
    }
  };
}
