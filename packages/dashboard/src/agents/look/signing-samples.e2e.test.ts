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

test('[DSK-9] the sample for Node signs what the server believes', () => {
  for (const who of [user, '{ id: 7 }']) {
    const program = `${sample('node')}\nconsole.log(JSON.stringify(belayIdentity(${who})))`;
    prove(
      execFileSync(process.execPath, ['--input-type=module', '-e', program], { env }).toString(),
    );
  }
});

const has = (command: string) => {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

test.skipIf(!has('python3'))('[DSK-9] the sample for Python does the same', () => {
  const program = `${sample('python')}\nimport json, types\nprint(json.dumps(belay_identity(types.SimpleNamespace(id=7, email="ann@shop.example", name="Ann Ø"))))`;
  prove(execFileSync('python3', ['-c', program], { env }).toString());
});

test.skipIf(!has('php'))('[DSK-9] the sample for PHP does the same', () => {
  const program = `${sample('php').replace('<?php', '')}\necho json_encode(belay_identity((object) ["id" => 7, "email" => "ann@shop.example", "name" => "Ann Ø"]));`;
  prove(execFileSync('php', ['-r', program], { env }).toString());
});
