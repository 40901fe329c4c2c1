/** It can't be worked on yet, and may be in a moment: a card on its way, somebody to ask. */
export class Later extends Error {}
