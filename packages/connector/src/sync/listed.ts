import { cannotList, type Memory, MemoryError } from '../ports.ts';

type Listing = Awaited<ReturnType<NonNullable<Memory['list']>>>;

/** A page of what the memory holds; undefined where it has no listing (SYN-14). */
export async function listed(
  memory: Memory,
  query: { scope: string; label: string; cursor?: string },
  signal?: AbortSignal,
): Promise<Listing | undefined> {
  try {
    return await memory.list?.(query, signal);
  } catch (error) {
    if (error instanceof MemoryError && error.code === cannotList) return undefined;
    throw error;
  }
}
