/** Relative luminance of `#rrggbb` (WCAG 2.2), 0 to 1; of anything else, that of black. */
export function luminance(color: string): number {
  const value = Number.parseInt(color.slice(1), 16) || 0;
  const share = (shift: number) => {
    const part = ((value >> shift) & 255) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * share(16) + 0.7152 * share(8) + 0.0722 * share(0);
}

/**
 * Black or white, whichever reads better on `background`: one of them always reaches 4.5 : 1. At
 * this luminance both have the same contrast.
 */
export function textOn(background: string): string {
  return luminance(background) > 0.1791 ? '#000000' : '#ffffff';
}
