import type { Interval } from '@belay/slack/model';

/** A value that was true somewhere in its interval. */
export interface Register<V> extends Interval {
  value: V;
}

/** Digests and signatures only: the ledger keeps no text (SYN-16). */
export interface Registers {
  life: Register<'live' | 'gone'>;
  body?: Register<{ edited: string; digest: string }>;
  files?: Register<string>;
  /** see `reactionsDigest` */
  reactions?: Register<string>;
  /** what a root says about its replies */
  thread?: Register<string>;
  /** the thread signature up to which the replies were read whole */
  threadRead?: string;
}

type Packed = {
  l: [number, number, 0 | 1];
  b?: [number, number, string, string];
  f?: [number, number, string];
  r?: [number, number, string];
  t?: [number, number, string];
  tr?: string;
};

/** Small on purpose: there is one for each message. */
export function packRegisters(registers: Registers): string {
  const { life, body, files, reactions, thread, threadRead } = registers;
  const packed: Packed = {
    l: [life.lo, life.hi, life.value === 'live' ? 1 : 0],
    ...(body ? { b: [body.lo, body.hi, body.value.edited, body.value.digest] } : {}),
    ...(files ? { f: [files.lo, files.hi, files.value] } : {}),
    ...(reactions ? { r: [reactions.lo, reactions.hi, reactions.value] } : {}),
    ...(thread ? { t: [thread.lo, thread.hi, thread.value] } : {}),
    ...(threadRead === undefined ? {} : { tr: threadRead }),
  };
  return JSON.stringify(packed);
}

/** Undefined for a record that carries none or is damaged: the next sighting fills it again. */
export function unpackRegisters(text: string): Registers | undefined {
  let packed: Packed;
  try {
    // written by packRegisters only; anything else fails the checks below
    packed = JSON.parse(text) as Packed;
    const { l, b, f, r, t, tr } = packed;
    if (!Array.isArray(l)) return undefined;
    return {
      life: { lo: l[0], hi: l[1], value: l[2] === 1 ? 'live' : 'gone' },
      ...(b ? { body: { lo: b[0], hi: b[1], value: { edited: b[2], digest: b[3] } } } : {}),
      ...(f ? { files: { lo: f[0], hi: f[1], value: f[2] } } : {}),
      ...(r ? { reactions: { lo: r[0], hi: r[1], value: r[2] } } : {}),
      ...(t ? { thread: { lo: t[0], hi: t[1], value: t[2] } } : {}),
      ...(tr === undefined ? {} : { threadRead: tr }),
    };
  } catch {
    return undefined;
  }
}
