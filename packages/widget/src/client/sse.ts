/** One frame of a server-sent stream; comments (heartbeats) are none. */
export interface SseFrame {
  id: string | null;
  data: string;
}

/** Reads an event stream in whatever pieces it comes; half a frame waits for its other half. */
export function createSseReader(): (piece: string) => SseFrame[] {
  let rest = '';
  return (piece) => {
    rest += piece;
    const frames: SseFrame[] = [];
    // our server ends lines with a line feed, a proxy might not
    const blocks = rest.split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      let id: string | null = null;
      const data: string[] = [];
      for (const line of block.split(/\r?\n/)) {
        const [, field, value] = /^(id|data):? ?(.*)$/.exec(line) ?? [];
        if (field === 'id') id = value ?? null;
        else if (field === 'data') data.push(value ?? '');
      }
      if (data.length > 0) frames.push({ id, data: data.join('\n') });
    }
    return frames;
  };
}
