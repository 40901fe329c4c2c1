import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '@belay/cli/ledger/lock';
import { CortexClient } from '@belay/cli/memory/cortex-client';
import { systemClock } from '@belay/sandbox/clock/system-clock';
import { tellDemoWorld } from '@belay/sandbox/demo-world/tell-demo-world';
import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';
import type { Config } from '@belay/server/config/read-config';
import type { Context } from '@belay/server/context';
import { setAppApiUrl } from '@belay/server/slack-app/app/set-app-api-url';
import { Asked } from './agent/asked.ts';
import { agentChannels, demoAgent } from './agent/demo-agent.ts';
import { ConnectorWatch } from './follow/connector-watch.ts';
import { Follower } from './follow/follower.ts';
import { MemoryReader } from './follow/memory-reader.ts';
import { byHand } from './home/by-hand.ts';
import type { HomeSource } from './home/home-source.ts';
import { type MailSink, startMailSink } from './mail/mail-sink.ts';
import { demoConnector } from './organisation/demo-connector.ts';
import { demoOrganisation } from './organisation/demo-organisation.ts';
import { bothNames } from './site/nearby.ts';
import type { SiteSource } from './site/site-routes.ts';
import { type Site, startSite } from './site/start-site.ts';
import { keptTokens } from './slack/kept-tokens.ts';
import { setSlackStage } from './slack/slack-stage.ts';
import { startDesk } from './slack/start-desk.ts';
import type { TourSource } from './tour/tour-source.ts';
import { listenNear } from './workspace/listen-near.ts';
import { openStory, type Story } from './workspace/story.ts';

const dayMs = 86_400_000;

/** The sandbox with its invented company, before there is a server to remember it. */
export interface DemoWorkspace {
  sandbox: Sandbox;
  /** the invented company's website, and what it is told of the server */
  site: Site;
  siteSource: SiteSource;
  /** what the company would have mailed */
  mail: MailSink;
  folder: string;
  story: Story & { fresh: boolean };
  close(): Promise<void>;
}

/**
 * Tells the demo world in a sandbox, and opens the company's website. A port that somebody asked for
 * by name is taken or refused. The world goes on where the data folder left it.
 */
export async function startDemoWorkspace(
  { dataDir, sandboxPort, sitePort }: Pick<Config, 'dataDir' | 'sandboxPort' | 'sitePort'>,
  asked: { sandbox: boolean; site: boolean },
): Promise<DemoWorkspace> {
  const folder = join(dataDir, 'demo');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = takeLock(join(folder, 'lock'), {
    pid: process.pid,
    host: hostname(),
    since: new Date(systemClock.now()).toISOString(),
    command: 'npm start',
  });
  if (!lock.held)
    throw new Error(
      `The demo of ${dataDir} runs already${lock.by ? ` (process ${lock.by.pid})` : ''}. Stop it, or give this one its own folder: BELAY_DATA_DIR=… npm start`,
    );
  try {
    const sandbox = await listenNear((wished) => startSandbox({ port: wished }), {
      ...{ port: sandboxPort, exactly: asked.sandbox },
      ...{ what: 'the sandbox', variable: 'SANDBOX_PORT' },
    });
    const story = openStory(folder, systemClock.now());
    const { fresh: _, ...told } = story;
    const stop = tellDemoWorld(sandbox.world, systemClock, {
      ...told,
      member: sandbox.app.botUserId,
    });
    setSlackStage(sandbox, { folder, fresh: story.fresh, at: story.base - 120 * dayMs });
    const siteSource: SiteSource = {
      ...{ belay: undefined, agent: undefined },
      ...{ asks: () => [], framedBy: [] },
    };
    const mail = await startMailSink(systemClock.now);
    const site = await listenNear((wished) => startSite(siteSource, wished), {
      ...{ port: sitePort, exactly: asked.site },
      ...{ what: 'the demo’s website', variable: 'SITE_PORT' },
    });
    const close = async () => {
      stop();
      await site.close();
      await mail.close();
      await sandbox.close();
      lock.release();
    };
    return { sandbox, site, siteSource, mail, folder, story, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Connects the workspace to the server as a person would: an organisation, a managed connector in
 * real time, and the page at `/` that follows both. A restart goes on and doubles nothing.
 */
export async function startDemo(
  ctx: Context,
  { url, browserUrl }: { url: string; browserUrl: string },
  { sandbox, site, siteSource, mail, folder, story }: DemoWorkspace,
  { home, tour }: { home: HomeSource; tour: TourSource },
): Promise<{ close(): Promise<void> }> {
  const stopping = new AbortController();
  const organisation = await demoOrganisation(
    ctx,
    folder,
    sandbox.world.team.current.name,
    story.fresh,
  );
  const { tenant, token, actor, scope } = organisation;
  // another port than last time: whoever works with it learns that first
  await setAppApiUrl(ctx, tenant, sandbox.apiUrl);
  const client = new CortexClient({ url, token, actor });
  const connector = await demoConnector(ctx, organisation, sandbox);
  await sandbox.subscribe({ url: `${url}/slack/events` });

  const reader = new MemoryReader(client, scope);
  const follower = new Follower(reader, systemClock.now);
  const watch = new ConnectorWatch(client, connector);
  const links = {
    site: site.url,
    tour: '/tour',
    sandbox: sandbox.url,
    dashboard: '/app/',
    commands: byHand(url, sandbox),
  };
  home.connect({ follower, reader, watch, links });
  const asked = new Asked(agentChannels);
  follower.listen((news) => asked.hear(news));
  // the tour holds both pages in frames, under whichever name this machine was asked for
  const framedBy = [...new Set([url, browserUrl].flatMap(bothNames))];
  Object.assign(siteSource, { belay: browserUrl, asks: () => asked.newest(4), framedBy });
  sandbox.framedBy = framedBy;
  tour.connect({ sandbox, mail, site: site.url, tenant, asks: () => asked.newest(4) });
  const admin = new CortexClient({ url, token: await organisation.mintAdmin(), actor });
  const desk = (async () => {
    const { signal } = stopping;
    const { sleep } = systemClock;
    const sites = bothNames(site.url);
    try {
      const agent = await demoAgent(admin, { scope, site: site.url, sites }, signal, sleep);
      siteSource.agent = agent;
      tour.isTaught = true;
      tour.changed();
      await startDesk({ ctx, url, organisation, sandbox, folder, agent, tour, signal, sleep });
    } catch (error) {
      if (signal.aborted) return;
      tour.trouble = 'The assistant could not be made. The terminal says why.';
      ctx.log.warn({ err: error }, 'the demo’s agent could not be made');
    }
  })();
  const following = [follower, watch].map((one) => one.run(stopping.signal, systemClock.sleep));
  return {
    async close() {
      stopping.abort();
      tour.close();
      keptTokens(sandbox, folder).keep();
      await Promise.all([...following, desk]);
    },
  };
}
