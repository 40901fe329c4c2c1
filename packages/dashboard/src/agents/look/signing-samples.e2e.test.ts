import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { identity } from '@belay/contract/desk/visitor';
import { expect, test } from 'vitest';
import { signingSamples } from './signing-samples.ts';

const secret = 'a secret of this test';
const env = { ...process.env, BELAY_IDENTITY_SECRET: secret };
const sample = (key: string) => signingSamples.find((one) => one.key === key)?.code ?? '';
const user = '{ id: 7, email: "ann@shop.example", name: "Ann Ø" }';

/** A statement is good if the contract takes it and its signature is over exactly what it says. */
function prove(text: string): void {
  const statement = identity.parse(JSON.parse(text));
  const { external_id, expires_at, email = '', name = '' } = statement;
  expect(statement.signature).toBe(
    createHmac('sha256', secret)
      .update([external_id, expires_at, email, name].join('\n'))
      .digest('hex'),
  );
}

/** How each sample is run where its language is there: with a user, it prints the statement. */
const runs = [
  {
    key: 'node',
    command: process.execPath,
    args: (code: string) => [
      '--input-type=module',
      '-e',
      `${code}\nconsole.log(JSON.stringify(belayIdentity(${user})))`,
    ],
  },
  {
    key: 'python',
    command: 'python3',
    args: (code: string) => [
      '-c',
      `${code}\nimport json, types\nprint(json.dumps(belay_identity(types.SimpleNamespace(id=7, email="ann@shop.example", name="Ann Ø"))))`,
    ],
  },
  {
    key: 'php',
    command: 'php',
    args: (code: string) => [
      '-r',
      `${code.replace('<?php', '')}\necho json_encode(belay_identity((object) ["id" => 7, "email" => "ann@shop.example", "name" => "Ann Ø"]));`,
    ],
  },
];

const isThere = (command: string) => {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

for (const { key, command, args } of runs)
  test.skipIf(!isThere(command))(
    `[DSK-9] the sample for ${key} signs what the server believes`,
    () => {
      prove(execFileSync(command, args(sample(key)), { env }).toString());
    },
  );

test('[DSK-9] a user of whom nothing but an id is known is signed as well', () => {
  const program = `${sample('node')}\nconsole.log(JSON.stringify(belayIdentity({ id: 7 })))`;
  prove(execFileSync(process.execPath, ['--input-type=module', '-e', program], { env }).toString());
});
