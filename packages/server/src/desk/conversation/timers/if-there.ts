import { BelayError } from '@belay/contract/error';

/** A timer of a conversation that was erased meanwhile has nothing to do. */
export async function ifThere(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof BelayError && error.code === 'NOT_FOUND')) throw error;
  }
}
