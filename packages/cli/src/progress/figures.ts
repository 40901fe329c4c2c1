import type { Counts } from '@belay/connector/progress';

/** `1234567` → `1,234,567`. */
export function count(n: number): string {
  return n.toLocaleString('en-US');
}

/** `1 message`, `2 messages`. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** A span in the largest unit that says enough: `450 ms`, `12 s`, `3 min`, `2.5 h`, `4 days`. */
export function span(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  if (ms < 172_800_000) return `${(ms / 3_600_000).toFixed(1)} h`;
  return `${Math.round(ms / 86_400_000)} days`;
}

/** What is owed, in words: `3 threads, 1 file`; empty when nothing is. */
export function owedInWords(owed: Record<string, number>): string {
  const words: Record<string, string> = {
    thread: 'thread',
    file: 'file',
    reactions: 'reaction set',
    doubt: 'message to read again',
    forget: 'deletion',
    exception: 'exception',
  };
  return Object.entries(owed)
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => {
      const one = words[kind] ?? kind;
      return kind === 'doubt' ? plural(n, one, 'messages to read again') : plural(n, one);
    })
    .join(', ');
}

/** What a run wrote, in words: `12 messages, 1 reply`; `nothing new` when it wrote nothing. */
export function captured(counts: Readonly<Partial<Counts>>): string {
  const parts = [
    ['messages', 'message', 'messages'],
    ['replies', 'reply', 'replies'],
    ['files', 'file', 'files'],
    ['reactions', 'reaction set', 'reaction sets'],
    ['versions', 'new version', 'new versions'],
    ['forgotten', 'deletion', 'deletions'],
    ['expired', 'message past retention', 'messages past retention'],
    ['redacted', 'redaction', 'redactions'],
  ] as const;
  const said = parts.flatMap(([name, one, many]) => {
    const n = counts[name] ?? 0;
    return n > 0 ? [plural(n, one, many)] : [];
  });
  return said.length > 0 ? said.join(', ') : 'nothing new';
}

/** The first few of many: `#a, #b and 3 more`. */
export function some(things: readonly string[], of = things.length, most = 5): string {
  const shown = things.slice(0, most);
  const more = of - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${count(more)} more` : shown.join(', ');
}
