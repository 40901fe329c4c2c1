import { luminance, textOn } from './text-on.ts';

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** `color`, moved towards black or white until it can be read on `background` (4.5 : 1). */
export function readableOn(color: string, background: string): string {
  const target = textOn(background) === '#ffffff' ? 255 : 0;
  const value = Number.parseInt(color.slice(1), 16) || 0;
  for (let step = 0; step <= 20; step += 1) {
    const mixed = [value >> 16, (value >> 8) & 255, value & 255].map((part) =>
      Math.round(part + ((target - part) * step) / 20),
    );
    const hex = `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
    if (contrast(hex, background) >= 4.5) return hex;
  }
  return textOn(background);
}
