import { ApiError } from '../api/api-error.ts';
import { isObject } from '../api/block-rules.ts';
import type { App, User } from '../world/model.ts';
import { tsOf } from '../world/timestamp.ts';
import type { World } from '../world/world.ts';
import { type InteractivitySettings, type LineOptions, type Told, tellApp } from './app-line.ts';
import { chosen, elementsOf, heldBy, type Values } from './elements.ts';
import { Ephemerals } from './ephemerals.ts';
import { payloadOf } from './payload.ts';
import { respond } from './respond.ts';
import { type ResponsePlace, ResponseUrls } from './response-urls.ts';
import {
  type Click,
  type Context,
  directWith,
  find,
  inChannel,
  messageOf,
  nameSeen,
  type Place,
  type Scene,
  seen,
  withChoice,
} from './scene.ts';
import { serveOpenView } from './serve-view.ts';
import { Triggers } from './triggers.ts';
import { viewContent } from './view-content.ts';
import { type OpenView, Views } from './views.ts';

export interface InteractivityOptions extends LineOptions {
  world: World;
  app: () => App;
  baseUrl: () => string;
  /** App Home was opened */
  homeOpened: (event: Record<string, unknown>) => void;
}

/** How an interaction ended for the person: well, or with what they are shown. */
export type Outcome = { ok: true } | { ok: false; sentence: string };

type Json = Record<string, unknown>;

/** What a person did with the app, as the app was told, and what became of that. */
export interface SeenDeed {
  type: 'interactive' | 'slash_commands';
  /** undefined: over its sockets, or nowhere */
  url: string | undefined;
  payload: Readonly<Json>;
  told: Told;
  /** real ms until the app answered */
  ms: number;
}

const done: Outcome = { ok: true };

const usual = (): InteractivitySettings => ({
  requestUrl: undefined,
  commands: [{ command: '/belay', description: 'Asks Belay', usageHint: 'status' }],
  shortcuts: [],
  hasHome: true,
});

/** What people do with the app: buttons, selects, views, slash commands, shortcuts, its home. */
export class Interactivity {
  settings: InteractivitySettings = usual();
  readonly triggers: Triggers;
  readonly responses: ResponseUrls;
  readonly ephemerals = new Ephemerals();
  readonly views: Views;
  readonly #options: InteractivityOptions;
  readonly #listeners = new Set<(deed: SeenDeed) => void>();

  constructor(options: InteractivityOptions) {
    this.#options = options;
    this.triggers = new Triggers(options.clock);
    this.responses = new ResponseUrls(options.clock);
    this.views = new Views(options.clock, () => options.world.ids);
  }

  /** Hears of everything that the app was told, once it has answered or not; the answer ends that. */
  onDeed(listener: (deed: SeenDeed) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sets what the app's owner may set; the rest stays. */
  configure(wish: Partial<InteractivitySettings>): void {
    this.settings = { ...this.settings, ...wish };
  }

  /** Presses a button, or chooses from a select. Resolves when the app has answered, or not. */
  async click(userId: string, place: Place, click: Click): Promise<Outcome> {
    const user = this.#options.world.user(userId);
    const context =
      'view' in place
        ? this.#inView(user, place.view, click)
        : inChannel(this.#scene, user, place, click);
    if (!context) return { ok: false, sentence: 'This button is not there any more.' };
    const { element, more } = context;
    const given = click.value === undefined ? [] : [click.value].flat();
    const action = {
      ...chosen(element, given),
      action_id: element.actionId,
      block_id: element.blockId,
      action_ts: tsOf(this.#options.clock.now()),
    };
    const payload = {
      ...this.#payload(user, 'block_actions'),
      trigger_id: this.triggers.issue(userId),
      ...more,
      actions: [action],
    };
    return this.#judge(await this.#tell(payload));
  }

  /** Submits the modal on top. What the app finds wrong stands beside the fields. */
  async submit(userId: string, values: Values = {}): Promise<Outcome> {
    const view = this.views.top(userId);
    if (!view) return { ok: false, sentence: 'This window is not open any more.' };
    this.views.note(view, values);
    const missing = elementsOf(view.blocks)
      .filter((one) => one.isRequired && heldBy(one, view.values).length === 0)
      .map(({ blockId }) => [blockId, 'This is needed.']);
    if (missing.length > 0) {
      this.views.note(view, {}, Object.fromEntries(missing));
      return { ok: false, sentence: 'Something is missing.' };
    }
    const told = await this.#tell({
      ...this.#payload(this.#options.world.user(userId), 'view_submission'),
      trigger_id: this.triggers.issue(userId),
      view: this.#served(view),
      response_urls: [],
    });
    return told.ok ? this.#follow(view, told.text) : this.#judge(told);
  }

  /** Closes the modal on top, or all of them. Apps that asked for it hear of it. */
  async close(userId: string, isAll = false): Promise<void> {
    const stack = this.views.stack(userId);
    const top = stack.at(-1);
    if (!top) return;
    const closing = isAll || top.clearOnClose ? [...stack] : [top];
    for (const view of closing) this.views.close(view);
    for (const view of closing.filter((one) => one.notifyOnClose))
      await this.#tell({
        ...this.#payload(this.#options.world.user(userId), 'view_closed'),
        view: this.#served(view),
        is_cleared: closing.length > 1 || isAll,
      });
  }

  /** Types `/command text` into a channel. */
  async command(userId: string, channelId: string, typed: string): Promise<Outcome> {
    const [name = '', ...rest] = typed.trim().split(/\s+/);
    const command = this.settings.commands.find((one) => one.command === name);
    if (!command) return { ok: false, sentence: `${name} is no command here.` };
    const { world, baseUrl } = this.#options;
    const user = world.user(userId);
    const channel = world.channel(channelId);
    const team = world.team.current;
    const place: ResponsePlace = { userId, channelId };
    const url = command.url ?? this.settings.requestUrl;
    const told = await this.#tellTo('slash_commands', url, {
      token: 'sandbox',
      team_id: team.id,
      team_domain: team.domain,
      ...(team.enterpriseId
        ? { enterprise_id: team.enterpriseId, enterprise_name: team.enterpriseName ?? '' }
        : {}),
      channel_id: channelId,
      channel_name: nameSeen(channel),
      user_id: userId,
      user_name: user.name,
      command: name,
      text: rest.join(' '),
      api_app_id: this.#app.id,
      is_enterprise_install: String(this.#app.isOrgInstall ?? false),
      response_url: baseUrl() + this.responses.issue('commands', team.id, place),
      trigger_id: this.triggers.issue(userId),
    });
    if (!told.ok) {
      const why = told.reason === 'http_timeout' ? 'operation_timeout' : 'dispatch_failed';
      return { ok: false, sentence: `${name} failed with the error “${why}”.` };
    }
    if (told.text.trim() === '') return done;
    return this.#attempt(() => respond(this.#respondent, place, answerOf(told.text)));
  }

  /** Chooses a shortcut, of the workspace or of a message. */
  async shortcut(
    userId: string,
    callbackId: string,
    message?: { channel: string; ts: string },
  ): Promise<Outcome> {
    const { world, baseUrl, clock } = this.#options;
    const user = world.user(userId);
    const about = message && messageOf(this.#scene, message.channel, message.ts);
    const place = message && { userId, channelId: message.channel };
    const told = await this.#tell({
      ...this.#payload(user, message ? 'message_action' : 'shortcut'),
      callback_id: callbackId,
      trigger_id: this.triggers.issue(userId),
      action_ts: tsOf(clock.now()),
      ...(message && place
        ? {
            message_ts: message.ts,
            channel: seen(world.channel(message.channel)),
            message: about?.served,
            response_url: baseUrl() + this.responses.issue('actions', world.team.current.id, place),
          }
        : {}),
    });
    return this.#judge(told);
  }

  /** Opens the app's home. The app hears of it each time, and publishes what it likes. */
  openHome(userId: string): OpenView | undefined {
    if (!this.settings.hasHome) return undefined;
    const view = this.views.home(userId);
    this.#options.homeOpened({
      user: userId,
      channel: directWith(this.#scene, userId),
      tab: 'home',
      ...(view ? { view: this.#served(view) } : {}),
    });
    return view;
  }

  /** The view as payloads and answers carry it. */
  serve(view: OpenView): Json {
    return this.#served(view);
  }

  /** As at first. */
  clear(): void {
    this.settings = usual();
    this.triggers.clear();
    this.responses.clear();
    this.ephemerals.clear();
    this.views.clear();
  }

  get #app(): App {
    return this.#options.app();
  }

  get #scene(): Scene {
    const { world, app, baseUrl } = this.#options;
    return { world, app, baseUrl, ephemerals: this.ephemerals, responses: this.responses };
  }

  get #respondent() {
    return { world: this.#options.world, app: this.#app, ephemerals: this.ephemerals };
  }

  #payload(user: User, type: string): Json {
    return payloadOf(this.#options.world, this.#app, user, type);
  }

  #served(view: OpenView): Json {
    return serveOpenView(this.#options.world, this.#app, view);
  }

  #tell(payload: Json): Promise<Told> {
    return this.#tellTo('interactive', this.settings.requestUrl, payload);
  }

  async #tellTo(
    type: 'interactive' | 'slash_commands',
    url: string | undefined,
    payload: Json,
  ): Promise<Told> {
    const started = performance.now();
    const told = await tellApp(this.#options, { type, url }, payload);
    const ms = performance.now() - started;
    for (const listener of this.#listeners) listener({ type, url, payload, told, ms });
    return told;
  }

  /** The sentence beside a button whose app did not answer as it should. */
  #judge(told: Told): Outcome {
    if (told.ok) return done;
    const { name } = this.#app;
    if (told.reason === 'not_configured')
      return { ok: false, sentence: `${name} has no address for interactions: nothing was sent.` };
    if (told.reason === 'http_timeout')
      return { ok: false, sentence: `${name} did not answer within 3 seconds.` };
    return { ok: false, sentence: `${name} could not be reached, or refused this.` };
  }

  /** A deed that the app's answer asks for: what is wrong with it is the app's mistake. */
  #attempt(deed: () => void): Outcome {
    try {
      deed();
      return done;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { ok: false, sentence: `${this.#app.name} answered something wrong: ${error.code}.` };
    }
  }

  /** What an answer to a submission asks for: by default the view goes. */
  #follow(view: OpenView, text: string): Outcome {
    const answer = answerOf(text);
    return this.#attempt(() => {
      switch (answer.response_action) {
        case 'errors': {
          const errors = isObject(answer.errors) ? answer.errors : {};
          const known = new Set(elementsOf(view.blocks).map(({ blockId }) => blockId));
          if (Object.keys(errors).some((blockId) => !known.has(blockId)))
            throw new ApiError('invalid_block_id');
          const said = Object.entries(errors).map(([id, words]) => [id, String(words)]);
          this.views.note(view, {}, Object.fromEntries(said));
          return;
        }
        case 'update':
          this.views.update(view, viewContent(answer.view, 'modal'));
          return;
        case 'push':
          this.views.push(view.userId, viewContent(answer.view, 'modal'));
          return;
        case 'clear':
          this.views.closeAll(view.userId);
          return;
        default:
          this.views.close(view);
      }
    });
  }

  #inView(user: User, viewId: string, click: Click): Context | undefined {
    const view = this.views.find(viewId);
    if (view?.userId !== user.id) return undefined;
    const element = find(view.blocks, click);
    if (!element) return undefined;
    this.views.note(view, withChoice(click, element), view.errors);
    const more = { container: { type: 'view', view_id: view.id }, view: this.#served(view) };
    return { element, more };
  }
}

/** An answer in words or JSON. */
function answerOf(text: string): Json {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : {};
  } catch {
    return { text };
  }
}
