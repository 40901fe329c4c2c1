/** Random-looking characters, always the same ones: no real key stands anywhere in this file. */
function made(length: number, alphabet: string, seed = 7): string {
  let state = seed;
  return Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return alphabet[Math.floor((state / 2147483648) * alphabet.length)];
  }).join('');
}

const digits = '0123456789';
const hexDigits = `${digits}abcdef`;
const letters = 'abcdefghijklmnopqrstuvwxyz';
const any = `${digits}${letters}${letters.toUpperCase()}`;
const alnum = (length: number) => `${made(length - 1, any)}7`;
const hex = (length: number) => made(length, hexDigits);

const pem = (kind: string) =>
  [`-----BEGIN ${kind}-----`, alnum(64), `${alnum(40)}/+==`, `-----END ${kind}-----`].join('\n');
const begun = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = [begun({ alg: 'HS256' }), begun({ sub: 'user:ada' }), alnum(43)].join('.');

/**
 * By what the mark calls it: texts with one secret in `«»`, put together from parts so that no
 * scanner of repositories takes them for real.
 */
export const sampleSecrets: readonly (readonly [what: string, ...texts: string[]])[] = [
  [
    'slack token',
    `«${'xox'}b-${made(12, digits)}-${made(12, digits)}-${alnum(24)}»`,
    `«${'xox'}p-${made(12, digits)}-${alnum(32)}»`,
    `«${'xox'}e.xoxp-1-${alnum(80)}»`,
    `«${'xa'}pp-1-A01-${made(12, digits)}-${hex(64)}»`,
    `d=«${'xox'}d-${alnum(30)}%2B${alnum(20)}»; path=/`,
  ],
  [
    'slack webhook',
    `https://hooks.slack.com/services/«T0123ABCD/B0123ABCD/${alnum(24)}»`,
    `[hook](https://hooks.slack.com/workflows/«T0123ABCD/A0123/${made(18, digits)}/${alnum(24)}»)`,
  ],
  ['discord webhook', `https://discord.com/api/webhooks/${made(18, digits)}/«${alnum(68)}»`],
  [
    'teams webhook',
    `https://team.webhook.office.com/webhookb2/«${hex(8)}-a@${hex(8)}/IncomingWebhook/${hex(32)}/${hex(8)}»`,
  ],
  [
    'github token',
    ...['p', 'o', 'u', 's', 'r'].map((kind) => `token «gh${kind}_${alnum(36)}», please`),
    `«${'github'}_pat_${alnum(22)}_${alnum(59)}»`,
    `git clone https://x-access-token:«${'gh'}s_${alnum(36)}»@github.com/acme/rope.git`,
    `_«${'gh'}p_${alnum(36)}»`,
  ],
  ['gitlab token', `«${'gl'}pat-${alnum(20)}»`, `«${'gl'}rt-${alnum(26)}»`],
  ['bitbucket token', `«${'AT'}BB${alnum(32)}»`],
  ['atlassian token', `«${'ATA'}TT3xFfGF0${alnum(160)}=${hex(8)}»`],
  ['aws access key', `«${'AK'}IA${made(15, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')}7»`],
  [
    'aws secret key',
    `aws_secret_access_key = «${alnum(40)}»`,
    `"SecretAccessKey": "«${alnum(38)}/+»"`,
    `AWS_SECRET_ACCESS_KEY=«${alnum(40)}»`,
  ],
  ['google api key', `«${'AI'}za${alnum(35)}»`],
  ['google client secret', `«${'GOC'}SPX-${alnum(28)}»`],
  ['google access token', `«${'ya'}29.${alnum(60)}»`],
  ['google refresh token', `«1//0${alnum(60)}»`],
  ['azure key', `AccountName=rope;AccountKey=«${alnum(86)}==»;EndpointSuffix=core`],
  ['azure client secret', `«${alnum(3)}8Q~${alnum(34)}»`],
  ['digitalocean token', `«${'dop'}_v1_${hex(64)}»`],
  ['alibaba key', `«${'LT'}AI${alnum(20)}»`],
  ['databricks token', `«${'da'}pi${hex(32)}»`],
  ['vault token', `«hvs.${alnum(90)}»`],
  ['terraform token', `«${alnum(14)}.atlasv1.${alnum(67)}»`],
  ['supabase key', `«${'sb'}p_${hex(40)}»`, `«${'sb'}_secret_${alnum(31)}»`],
  ['heroku key', `«${'HR'}KU-${alnum(60)}»`],
  ['fly token', `«Fly${'V1'} fm2_${alnum(80)}»`],
  ['npm token', `//registry/:_authToken=«${'np'}m_${alnum(36)}»`],
  ['pypi token', `«${'py'}pi-${alnum(120)}»`],
  ['rubygems key', `«${'ruby'}gems_${hex(48)}»`],
  ['docker token', `«${'dckr'}_pat_${alnum(27)}»`],
  ['crates.io token', `«${'ci'}o${alnum(32)}»`],
  ['nuget key', `«oy2${made(42, letters)}7»`],
  ['stripe key', `«${'sk'}_live_${alnum(24)}»`, `«${'rk'}_test_${alnum(99)}»`],
  ['webhook secret', `«${'wh'}sec_${alnum(32)}»`],
  ['square key', `«${'sq'}0csp-${alnum(43)}»`],
  ['shopify token', `«${'sh'}pat_${hex(32)}»`],
  ['razorpay key', `«${'rzp'}_live_${alnum(14)}»`],
  ['braintree token', `«access_token$production$${made(15, letters)}7$${hex(32)}»`],
  ['anthropic key', `«${'sk'}-ant-api03-${alnum(95)}»`],
  ['api key', `«${'sk'}-${alnum(48)}»`, `OPENAI: «${'sk'}-proj-${alnum(60)}_${alnum(60)}»`],
  ['hugging face token', `«${'h'}f_${made(34, letters + letters.toUpperCase())}»`],
  ['groq key', `«${'gs'}k_${alnum(52)}»`],
  ['xai key', `«${'xa'}i-${alnum(80)}»`],
  ['perplexity key', `«${'pp'}lx-${alnum(48)}»`],
  ['replicate token', `«${'r'}8_${alnum(37)}»`],
  ['langsmith key', `«${'ls'}v2_pt_${hex(32)}_${hex(10)}»`],
  ['sendgrid key', `«${'S'}G.${alnum(22)}.${alnum(43)}»`],
  ['twilio key', `«${'S'}K${hex(32)}»`],
  ['twilio token', `TWILIO_AUTH_TOKEN=«${hex(32)}»`, `twilio auth_token: «${hex(32)}»`],
  ['mailgun key', `«${'ke'}y-${hex(32)}»`],
  ['mailchimp key', `«${hex(32)}-us14»`],
  ['brevo key', `«${'xkey'}sib-${hex(64)}-${alnum(16)}»`],
  ['resend key', `«${'r'}e_${alnum(8)}_${alnum(24)}»`],
  ['telegram token', `«${made(10, '123456789')}:AA${alnum(33)}»`],
  ['discord token', `«M${alnum(25)}.${alnum(6)}.${alnum(38)}»`],
  ['linear key', `«${'lin'}_api_${alnum(40)}»`],
  ['notion token', `«${'nt'}n_${alnum(46)}»`, `«${'sec'}ret_${alnum(43)}»`],
  ['figma token', `«${'fi'}gd_${alnum(40)}»`],
  ['airtable token', `«${'pa'}t${alnum(14)}.${hex(64)}»`],
  ['sentry token', `«${'sn'}trys_${alnum(80)}»`],
  ['grafana token', `«${'gl'}sa_${alnum(32)}_${hex(8)}»`],
  ['new relic key', `«${'NR'}AK-${alnum(27)}»`],
  ['posthog key', `«${'ph'}x_${alnum(43)}»`],
  ['postman key', `«${'PM'}AK-${hex(24)}-${hex(34)}»`],
  ['pulumi token', `«${'pu'}l-${hex(40)}»`],
  ['doppler token', `«dp.${'pt'}.${alnum(43)}»`],
  [
    'json web token',
    `«${jwt}»`,
    `Authorization: Bearer «${jwt}»`,
    `«${begun({ alg: 'RSA-OAEP' })}.${alnum(40)}.${alnum(16)}.${alnum(40)}.${alnum(22)}»`,
  ],
  ['paseto', `«v4.public.${alnum(120)}»`, `«v2.local.${alnum(80)}.${alnum(20)}»`],
  [
    'password',
    'postgres://app:«hunter2»@db.example.com:5432/rope',
    'set it to redis://:«p@ss-w0rd»@10.0.0.7/0.',
    'mongodb+srv://app:«s3cr3t!»@cluster0.example.net/?retryWrites=true',
    '[db](amqps://guest:«guest»@mq.example.com)',
  ],
  [
    'url secret',
    `https://api.example.com/v1?page=2&access_token=«${alnum(30)}»&x=1`,
    `https://rope.blob.example.net/a.csv?sv=2024-01-01&sig=«${alnum(40)}%3D»`,
  ],
  [
    'bearer token',
    `curl -H "Authorization: Bearer «${alnum(40)}»" https://api.example.com`,
    `bearer «${hex(40)}»`,
  ],
  ['basic credentials', `Authorization: Basic «${Buffer.from('ada:pw').toString('base64')}»`],
  ['api key', `X-Api-Key: «${alnum(32)}»`, `-H 'x-api-key: «${hex(32)}»'`],
  [
    'secret',
    `SESSION_SECRET=«${alnum(32)}»`,
    `export ROPE_API_KEY=«${hex(40)}»`,
    `{"client_secret": "«${alnum(40)}»"}`,
    `apiKey: '«${hex(32)}»'`,
  ],
  [
    'private key',
    ...['RSA PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'PRIVATE KEY', 'PGP PRIVATE KEY BLOCK'].map(
      (kind) => `this one:\n«${pem(kind)}»\nnever again`,
    ),
    `"key": "«${pem('EC PRIVATE KEY').replaceAll('\n', '\\n')}»"`,
    `«-----BEGIN RSA ${'PRIVATE'} KEY-----\n${alnum(64)}\n${alnum(64)}»\nand so on`,
    `Private-Lines: 2«\n${alnum(64)}\n${alnum(64)}»`,
    `«AGE-SECRET-${'KEY'}-1${made(58, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}»`,
  ],
  [
    'card number',
    'card «4111 1111 1111 1111» exp 12/30',
    'card:«5555555555554444»',
    '«3782 822463 10005»',
    '«6011-1111-1111-1117»',
    'row 4100 «4242 4242 4242 4242».',
  ],
];
