import { randomUUID } from 'node:crypto';
import { ApiError } from '../api/api-error.ts';
import type { Clock } from '../clock/clock.ts';
import type { Ids } from '../world/ids.ts';
import type { Values } from './elements.ts';

/** What an app says of a view. */
export interface ViewContent {
  type: 'modal' | 'home';
  blocks: readonly unknown[];
  title?: Record<string, unknown>;
  submit?: Record<string, unknown>;
  close?: Record<string, unknown>;
  callbackId: string;
  externalId: string;
  privateMetadata: string;
  clearOnClose: boolean;
  notifyOnClose: boolean;
}

/** A view that somebody has open, or their App Home. */
export interface OpenView extends ViewContent {
  id: string;
  userId: string;
  rootId: string;
  previousId: string | null;
  hash: string;
  /** what the person put into its fields so far */
  values: Values;
  /** sentences beside its blocks, from the app's last answer */
  errors: Readonly<Record<string, string>>;
}

const highestStack = 3;

/** The modals that people have open, stacked, and their App Homes. */
export class Views {
  readonly #clock: Clock;
  readonly #ids: () => Ids;
  readonly #stacks = new Map<string, OpenView[]>();
  readonly #homes = new Map<string, OpenView>();
  readonly #listeners = new Set<() => void>();

  constructor(clock: Clock, ids: () => Ids) {
    this.#clock = clock;
    this.#ids = ids;
  }

  /** The modal on top of a person's stack. */
  top(userId: string): OpenView | undefined {
    return this.#stacks.get(userId)?.at(-1);
  }

  stack(userId: string): readonly OpenView[] {
    return this.#stacks.get(userId) ?? [];
  }

  home(userId: string): OpenView | undefined {
    return this.#homes.get(userId);
  }

  find(id: string): OpenView | undefined {
    return this.#all().find((view) => view.id === id);
  }

  findExternal(externalId: string): OpenView | undefined {
    return this.#all().find((view) => externalId !== '' && view.externalId === externalId);
  }

  open(userId: string, content: ViewContent): OpenView {
    const view = this.#make(userId, content, undefined);
    this.#stacks.set(userId, [view]);
    this.#tell();
    return view;
  }

  push(userId: string, content: ViewContent): OpenView {
    const stack = this.#stacks.get(userId) ?? [];
    const below = stack.at(-1);
    if (!below) throw new ApiError('not_found');
    if (stack.length >= highestStack) throw new ApiError('push_limit_reached');
    const view = this.#make(userId, content, below);
    this.#stacks.set(userId, [...stack, view]);
    this.#tell();
    return view;
  }

  /** Changes a view in place. What a person typed stays where its field stays. */
  update(view: OpenView, content: ViewContent): OpenView {
    Object.assign(view, { title: undefined, submit: undefined, close: undefined }, content);
    view.errors = {};
    view.hash = this.#hash();
    this.#tell();
    return view;
  }

  publish(userId: string, content: ViewContent): OpenView {
    const standing = this.#homes.get(userId);
    if (standing) return this.update(standing, content);
    const view = this.#make(userId, content, undefined);
    this.#homes.set(userId, view);
    this.#tell();
    return view;
  }

  /** What a person typed, and what is wrong with it. */
  note(view: OpenView, values: Values, errors: Readonly<Record<string, string>> = {}): void {
    view.values = { ...view.values, ...values };
    view.errors = errors;
    this.#tell();
  }

  /** Takes a view off its stack. */
  close(view: OpenView): void {
    const stack = this.#stacks.get(view.userId) ?? [];
    this.#stacks.set(
      view.userId,
      stack.filter((other) => other !== view),
    );
    this.#tell();
  }

  closeAll(userId: string): void {
    this.#stacks.delete(userId);
    this.#tell();
  }

  /** Hears when views change; the answer ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  clear(): void {
    this.#stacks.clear();
    this.#homes.clear();
  }

  #make(userId: string, content: ViewContent, below: OpenView | undefined): OpenView {
    if (this.findExternal(content.externalId)) throw new ApiError('duplicate_external_id');
    const id = this.#ids().next('V');
    return {
      ...content,
      id,
      userId,
      rootId: below?.rootId ?? id,
      previousId: below?.id ?? null,
      hash: this.#hash(),
      values: {},
      errors: {},
    };
  }

  #all(): OpenView[] {
    return [...[...this.#stacks.values()].flat(), ...this.#homes.values()];
  }

  #hash(): string {
    return `${Math.floor(this.#clock.now() / 1000)}.${randomUUID().slice(0, 8)}`;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
