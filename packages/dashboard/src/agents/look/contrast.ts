/** Relative luminance of `#rrggbb` (WCAG 2.2), 0 to 1; null: that is no colour. */
function luminance(color: string): number | null {
  const match = /^#([0-9a-f]{6})$/i.exec(color);
  if (!match?.[1]) return null;
  const value = Number.parseInt(match[1], 16);
  const share = (shift: number) => {
    const part = ((value >> shift) & 255) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * share(16) + 0.7152 * share(8) + 0.0722 * share(0);
}

/** From 1 (the same) to 21 (black on white); null: one of them is no colour. */
export function contrast(one: string, other: string): number | null {
  const [a, b] = [luminance(one), luminance(other)];
  if (a === null || b === null) return null;
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The text that the widget puts on the accent: black or white, whichever reads better. */
export function textOn(accent: string): '#000000' | '#ffffff' {
  return (contrast(accent, '#000000') ?? 0) > (contrast(accent, '#ffffff') ?? 21)
    ? '#000000'
    : '#ffffff';
}

/** How an accent will do, in a sentence: its text always reads, but a button must be seen too. */
export function accentWords(accent: string): { tone: 'ok' | 'warn'; words: string } | null {
  const onWhite = contrast(accent, '#ffffff');
  const onDark = contrast(accent, '#16181c');
  const own = contrast(accent, textOn(accent));
  if (onWhite === null || onDark === null || own === null) return null;
  const text = textOn(accent) === '#ffffff' ? 'White' : 'Black';
  const reads = `${text} text on it has a contrast of ${own.toFixed(1)} : 1.`;
  // a control has to stand out 3 : 1 from what lies beside it
  if (onWhite < 3)
    return {
      tone: 'warn',
      words: `${reads} On white pages the button is hard to see (${onWhite.toFixed(1)} : 1).`,
    };
  if (onDark < 3)
    return {
      tone: 'warn',
      words: `${reads} On dark pages the button is hard to see (${onDark.toFixed(1)} : 1).`,
    };
  return { tone: 'ok', words: reads };
}
