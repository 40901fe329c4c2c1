/** What a person may not do, and what they could do instead, in a sentence. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
