/** Why something can't be taught, as a sentence that says what to do. Anything else is our fault. */
export class KnowledgeTrouble extends Error {
  override readonly name = 'KnowledgeTrouble';
}
