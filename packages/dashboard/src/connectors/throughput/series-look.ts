import type { Stacked } from './chart-data.ts';

/** Name and colour of what is stacked: shades of the accent and of grey, because state has the others. */
export const seriesLook: Record<Stacked, { name: string; one: string; colour: string }> = {
  messages: { name: 'Messages', one: 'message', colour: 'oklch(0.68 0.17 45)' },
  replies: {
    name: 'Replies',
    one: 'reply',
    colour: 'light-dark(oklch(0.83 0.09 60), oklch(0.5 0.12 42))',
  },
  files: {
    name: 'Files',
    one: 'file',
    colour: 'light-dark(oklch(0.4 0.02 60), oklch(0.85 0.01 75))',
  },
  reactions: {
    name: 'Reactions',
    one: 'reaction',
    colour: 'light-dark(oklch(0.7 0.012 60), oklch(0.56 0.012 60))',
  },
};
