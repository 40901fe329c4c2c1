import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A type of a declaration file, as far as events use the language. */
export type Shape =
  | { kind: 'literal'; value: string | number | boolean | null | undefined }
  | { kind: 'name'; name: string }
  | { kind: 'list'; of: Shape }
  | { kind: 'object'; members: { name: string; isOptional: boolean; shape: Shape }[] }
  | { kind: 'union' | 'both'; of: Shape[] }
  | { kind: 'member'; of: Shape; name: string };

/** Declared names → shape; of one file, or of the whole package for what it imports. */
export interface Declarations {
  own: Map<string, Shape>;
  all: ReadonlyMap<string, Shape>;
}

const constants: Record<string, string | boolean | null | undefined> = {
  ...{ true: true, false: false, null: null, undefined: undefined },
};
const token = /'[^']*'|[\w$]+|[{}[\]()|&:;?<>,=]/g;

/** The declarations of the events that Slack publishes (`@slack/types`), file by file. */
export function publishedEvents(): Declarations[] {
  const root = dirname(createRequire(import.meta.url).resolve('@slack/types'));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.d.ts'))
    .sort();
  const parsed = files.map((file) => ({
    file,
    own: declarations(readFileSync(join(root, file), 'utf8')),
  }));
  const all = new Map(parsed.flatMap(({ own }) => [...own]));
  return parsed.filter(({ file }) => /^events./.test(file)).map(({ own }) => ({ own, all }));
}

function declarations(source: string): Map<string, Shape> {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  const found = new Map<string, Shape>();
  for (const match of code.matchAll(/(?:interface|type) (\w+)(?: extends ([\w, ]+))?(?: =)? ?/g)) {
    const [whole, name = '', parents] = match;
    const shape = new Reader(code.slice(match.index + whole.length)).type();
    const of = (parents ?? '').split(', ').filter(Boolean);
    const inherited = of.map((parent): Shape => ({ kind: 'name', name: parent }));
    found.set(name, inherited.length === 0 ? shape : { kind: 'both', of: [shape, ...inherited] });
  }
  return found;
}

class Reader {
  readonly #tokens: string[];
  #at = 0;

  constructor(code: string) {
    this.#tokens = code.slice(0, 20_000).match(token) ?? [];
  }

  type(): Shape {
    return this.#joined('|', () => this.#joined('&', () => this.#postfix()));
  }

  #joined(sign: '|' | '&', read: () => Shape): Shape {
    this.#skip(sign);
    const of = [read()];
    while (this.#skip(sign)) of.push(read());
    const [only] = of;
    if (only && of.length === 1) return only;
    return { kind: sign === '|' ? 'union' : 'both', of };
  }

  #postfix(): Shape {
    let shape = this.#primary();
    while (this.#skip('[')) {
      const next = this.#take();
      if (next === ']') shape = { kind: 'list', of: shape };
      else {
        shape = { kind: 'member', of: shape, name: next.slice(1, -1) };
        this.#skip(']');
      }
    }
    return shape;
  }

  #primary(): Shape {
    const next = this.#take();
    if (next === '{') return this.#object();
    if (next === '(' || next === '[') {
      const inner = this.type();
      this.#skip(')');
      // a tuple is a list of its first
      while (this.#skip(',')) this.type();
      return this.#skip(']') ? { kind: 'list', of: inner } : inner;
    }
    if (next.startsWith("'")) return { kind: 'literal', value: next.slice(1, -1) };
    if (Object.hasOwn(constants, next)) return { kind: 'literal', value: constants[next] };
    if (/^\d/.test(next)) return { kind: 'literal', value: Number(next) };
    if (this.#skip('<')) while (!this.#skip('>')) this.#take();
    return { kind: 'name', name: next };
  }

  #object(): Shape {
    const members: Extract<Shape, { kind: 'object' }>['members'] = [];
    while (!this.#skip('}')) {
      let name = this.#take();
      if (name === 'readonly') name = this.#take();
      const isIndex = name === '[';
      while (isIndex && !this.#skip(']')) this.#take();
      const isOptional = this.#skip('?') || isIndex;
      this.#skip(':');
      const shape = this.type();
      this.#skip(';');
      members.push({ name: isIndex ? 'any' : name.replaceAll("'", ''), isOptional, shape });
    }
    return { kind: 'object', members };
  }

  #take(): string {
    const next = this.#tokens[this.#at++];
    if (next === undefined) throw new Error('the declaration ends too early');
    return next;
  }

  #skip(sign: string): boolean {
    if (this.#tokens[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }
}
