import type { Fault, FaultOf } from './fault.ts';

interface Standing {
  fault: Fault;
  passes: number;
  left: number;
}

/** The scripted faults of a sandbox: data, taken one by one as calls and events meet them. */
export class Faults {
  #standing: Standing[] = [];

  /** Adds a fault; the answer removes it. */
  add(fault: Fault): () => void {
    const standing = {
      fault,
      passes: fault.after ?? 0,
      left: fault.times ?? Number.POSITIVE_INFINITY,
    };
    this.#standing.push(standing);
    return () => {
      this.#standing = this.#standing.filter((other) => other !== standing);
    };
  }

  /** Removes every standing of this very fault. */
  remove(fault: Fault): void {
    this.#standing = this.#standing.filter((other) => other.fault !== fault);
  }

  clear(): void {
    this.#standing = [];
  }

  get active(): readonly Fault[] {
    return this.#standing.map(({ fault }) => fault);
  }

  /** The first fault of that kind that meets this call, or undefined; using it up counts. */
  take<K extends Fault['kind']>(
    kind: K,
    met: { method?: string; channel?: string; event?: string },
  ): FaultOf<K> | undefined {
    for (const standing of this.#standing) {
      const { fault } = standing;
      if (!isKind(fault, kind) || !meets(fault, met)) continue;
      if (standing.passes > 0) {
        standing.passes--;
        continue;
      }
      standing.left--;
      if (standing.left <= 0) this.#standing = this.#standing.filter((s) => s !== standing);
      return fault;
    }
    return undefined;
  }
}

function isKind<K extends Fault['kind']>(fault: Fault, kind: K): fault is FaultOf<K> {
  return fault.kind === kind;
}

function meets(fault: Fault, met: { method?: string; channel?: string; event?: string }): boolean {
  if ('event' in fault && fault.event !== undefined) return fault.event === met.event;
  if ('method' in fault && fault.method !== undefined && fault.method !== met.method) return false;
  if ('channel' in fault && fault.channel !== undefined) return fault.channel === met.channel;
  return true;
}
