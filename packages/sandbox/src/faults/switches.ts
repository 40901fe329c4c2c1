import type { Limiter } from '../limits/limiter.ts';
import type { OAuth } from '../oauth/oauth.ts';
import type { Token } from '../world/model.ts';
import type { World } from '../world/world.ts';
import type { Fault } from './fault.ts';
import type { Faults } from './faults.ts';

interface Rule {
  label: string;
  /** what a caller will see */
  effect: string;
}

interface FaultRule extends Rule {
  fault: Fault;
}

/** What a person may break by a switch, each until it is mended. */
const faultRules = {
  slow: {
    label: 'Slow answers',
    effect: 'Every call of the Web API takes 4 s.',
    fault: { kind: 'slow', ms: 4_000 },
  },
  limited: {
    label: 'Too many requests',
    effect: 'Every call answers 429 and asks for 10 s of patience.',
    fault: { kind: 'rate_limit', retryAfterS: 10 },
  },
  down: {
    label: 'Out of order',
    effect: 'Every call answers 503 with a page instead of JSON.',
    fault: { kind: 'http', status: 503 },
  },
  html: {
    label: 'Sign-in page instead of files',
    effect: 'Downloads answer HTML over 200, as without the scope.',
    fault: { kind: 'html_file' },
  },
  unanswered: {
    label: 'Lost answers',
    effect: 'A message is posted, but its answer never comes: the connection breaks after 3 s.',
    fault: { kind: 'late_write', method: 'chat.postMessage', ms: 3_000 },
  },
  posting: {
    label: 'Too many posts',
    effect: 'Posting answers 429 and asks for 10 s of patience; all else works.',
    fault: { kind: 'rate_limit', method: 'chat.postMessage', retryAfterS: 10 },
  },
  forbidden: {
    label: 'Posting forbidden',
    effect: 'Posting answers restricted_action, as by a workspace’s preference.',
    fault: { kind: 'error', method: 'chat.postMessage', error: 'restricted_action' },
  },
  scopeless: {
    label: 'Missing scope',
    effect: 'Posting answers missing_scope and names chat:write.',
    fault: {
      kind: 'error',
      method: 'chat.postMessage',
      error: 'missing_scope',
      needed: 'chat:write',
    },
  },
  unapproved: {
    label: 'Organisation forbids the app',
    effect: 'Every call answers enterprise_is_restricted.',
    fault: { kind: 'error', error: 'enterprise_is_restricted' },
  },
  lose: {
    label: 'Lost events',
    effect: 'No event is delivered, and none is tried again.',
    fault: { kind: 'lose' },
  },
  delay: {
    label: 'Late events',
    effect: 'Every event comes 30 s after it happened.',
    fault: { kind: 'delay', ms: 30_000 },
  },
  duplicate: {
    label: 'Doubled events',
    effect: 'Every event comes twice, under two ids.',
    fault: { kind: 'duplicate', copies: 1 },
  },
  reorder: {
    label: 'Swapped events',
    effect: 'Of each two events the later one comes first.',
    fault: { kind: 'reorder' },
  },
} satisfies Record<string, FaultRule>;

const stateRules = {
  clamped: {
    label: 'One read a minute',
    effect: 'History and replies: 1 call a minute, 15 messages a page.',
  },
  revoked: {
    label: 'Revoked bot token',
    effect: 'Its bot tokens answer token_revoked, and no event comes any more.',
  },
  approval: {
    label: 'Apps need an admin',
    effect: 'People who are no admins ask one before an app comes in.',
  },
  rotation: {
    label: 'Rotating tokens',
    effect: 'New tokens live 12 hours and are refreshed.',
  },
} satisfies Record<string, Rule>;

export type SwitchId = keyof typeof faultRules | keyof typeof stateRules;

export interface Switch extends Rule {
  id: SwitchId;
  isOn: boolean;
}

export const isSwitchId = (id: string): id is SwitchId =>
  Object.hasOwn(faultRules, id) || Object.hasOwn(stateRules, id);

interface Parts {
  faults: Faults;
  limiter: Limiter;
  world: World;
  botToken: () => string;
  oauth: OAuth;
}

/** The switches that break Slack, read from what really stands: a script's reset turns them off. */
export class Switches {
  readonly #parts: Parts;
  /** bot tokens that the switch revoked */
  #revoked: string[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get all(): readonly Switch[] {
    const { faults, limiter, world, oauth } = this.#parts;
    const token = world.tokens.get(this.#parts.botToken());
    return [
      ...keysOf(faultRules).map((id) => {
        const { fault, ...rule } = faultRules[id];
        return { id, ...rule, isOn: faults.active.includes(fault) };
      }),
      { id: 'clamped', ...stateRules.clamped, isOn: limiter.mode === 'clamped' },
      { id: 'revoked', ...stateRules.revoked, isOn: this.#isRevoked(token) },
      { id: 'approval', ...stateRules.approval, isOn: oauth.settings.needsApproval },
      { id: 'rotation', ...stateRules.rotation, isOn: oauth.settings.hasRotation },
    ];
  }

  flip(id: SwitchId, isOn: boolean): void {
    if (this.all.find((one) => one.id === id)?.isOn === isOn) return;
    const { faults, limiter, oauth } = this.#parts;
    switch (id) {
      case 'clamped':
        limiter.mode = isOn ? 'clamped' : limiter.usual;
        limiter.clear();
        return;
      case 'revoked':
        this.#revoke(isOn);
        return;
      case 'approval':
        if (isOn) oauth.configure({ needsApproval: true });
        else oauth.approve();
        return;
      case 'rotation':
        oauth.configure({ hasRotation: isOn });
        return;
      default:
        if (isOn) faults.add(faultRules[id].fault);
        else faults.remove(faultRules[id].fault);
    }
  }

  /** All off again. */
  mend(): void {
    for (const { id } of this.all) this.flip(id, false);
  }

  #isRevoked(standing: Token | undefined): boolean {
    const { tokens } = this.#parts.world;
    const isDead = (token: Token | undefined) => token?.failure !== undefined;
    return isDead(standing) || this.#revoked.some((value) => isDead(tokens.get(value)));
  }

  /**
   * All that the app was given, whoever let it in. Mended, it is installed again: Slack gives it the
   * tokens that it had.
   */
  #revoke(isRevoked: boolean): void {
    const { world, botToken } = this.#parts;
    if (isRevoked) {
      const alive = [...world.tokens.values()].filter(
        ({ kind, failure }) => kind === 'bot' && failure === undefined,
      );
      this.#revoked = alive.map(({ value }) => value);
      for (const value of this.#revoked) world.failToken(value, 'token_revoked');
      return;
    }
    for (const value of new Set([botToken(), ...this.#revoked])) {
      const token = world.tokens.get(value);
      if (!token) continue;
      const { failure: _, ...alive } = token;
      world.issueToken(alive);
    }
    this.#revoked = [];
  }
}

const keysOf = <K extends string>(record: Record<K, unknown>): K[] =>
  // an object's own keys are those of its type here: these are literals of this file
  Object.keys(record) as K[];
