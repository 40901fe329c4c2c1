import { seal, unseal } from './seal.ts';

/** Secrets at rest (SEC-1). `name` is bound to the bytes: give it what makes the row unique. */
export interface Sealer {
  seal(name: string, plain: string): Buffer;
  /** Throws when another key sealed it, or the row was swapped. */
  open(name: string, sealed: Buffer): string;
}

export function createSealer(key: Buffer): Sealer {
  return {
    seal: (name, plain) => seal(key, name, Buffer.from(plain)),
    open: (name, sealed) => unseal(key, name, sealed).toString(),
  };
}
