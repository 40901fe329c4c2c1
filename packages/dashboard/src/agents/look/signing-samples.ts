/** How a website's server signs who its visitor is, in the languages that most of them are written in. */
export const signingSamples = [
  {
    key: 'node',
    title: 'Node',
    code: `import { createHmac } from 'node:crypto';

// on your server: the secret never reaches a browser
export function belayIdentity(user) {
  const external_id = String(user.id);
  const expires_at = Math.floor(Date.now() / 1000) + 600;
  const email = user.email ?? '';
  const name = user.name ?? '';
  const signature = createHmac('sha256', process.env.BELAY_IDENTITY_SECRET)
    .update([external_id, expires_at, email, name].join('\\n'))
    .digest('hex');
  return {
    external_id, expires_at, signature,
    ...(email && { email }), ...(name && { name }),
  };
}`,
  },
  {
    key: 'python',
    title: 'Python',
    code: `import hashlib, hmac, os, time

# on your server: the secret never reaches a browser
def belay_identity(user):
    statement = {"external_id": str(user.id), "expires_at": int(time.time()) + 600}
    if user.email:
        statement["email"] = user.email
    if user.name:
        statement["name"] = user.name
    text = "\\n".join([
        statement["external_id"], str(statement["expires_at"]),
        statement.get("email", ""), statement.get("name", ""),
    ])
    secret = os.environ["BELAY_IDENTITY_SECRET"].encode()
    statement["signature"] = hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()
    return statement`,
  },
  {
    key: 'php',
    title: 'PHP',
    code: `<?php
// on your server: the secret never reaches a browser
function belay_identity($user) {
    $statement = ['external_id' => (string) $user->id, 'expires_at' => time() + 600];
    if ($user->email) $statement['email'] = $user->email;
    if ($user->name) $statement['name'] = $user->name;
    $text = implode("\\n", [
        $statement['external_id'], $statement['expires_at'],
        $statement['email'] ?? '', $statement['name'] ?? '',
    ]);
    $statement['signature'] = hash_hmac('sha256', $text, getenv('BELAY_IDENTITY_SECRET'));
    return $statement;
}`,
  },
] as const;

/** What the page does with it. */
export const identifyCall = `<script>
  window.belay = window.belay || function () { (belay.q = belay.q || []).push(arguments); };
  belay('identify', /* the statement, as JSON from your server */);
</script>`;
