import type { Sandbox } from '@belay/sandbox/start-sandbox';

/** A small workspace with one of everything that a sync maps. Answers the ids that tests look for. */
export function fillRopeWorld(sandbox: Sandbox) {
  const { world } = sandbox;
  const bot = sandbox.app.botUserId;
  const ada = world.addUser({ name: 'ada', realName: 'Ada', email: 'ada@ropeworks.example' }).id;
  const ben = world.addUser({ name: 'ben', realName: 'Ben', email: 'ben@ropeworks.example' }).id;
  const robot = world.addUser({ name: 'deploys', isBot: true }).id;
  const members = [ada, ben, robot, bot];
  const engineering = world.addChannel({ name: 'engineering', members }).id;
  const product = world.addChannel({ name: 'product', members }).id;
  const root = world.post({
    channel: engineering,
    user: ada,
    text: 'We should migrate the payments service to CockroachDB.',
  });
  const reply = world.reply({
    channel: engineering,
    user: ben,
    threadTs: root.ts,
    text: 'After the release, please.',
  });
  world.react(engineering, root.ts, ben, 'thumbsup');
  const { message: shared } = world.upload({
    channel: product,
    user: ben,
    name: 'loads.csv',
    content: 'rope,kN\nalpha,22\n',
    text: 'The loads of last week',
  });
  world.post({ channel: engineering, user: robot, text: 'Deployed 1.2.3' });
  return { ada, ben, engineering, product, root, reply, shared };
}
