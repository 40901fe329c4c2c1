import { isMixedCase, type Rule, token } from './rule.ts';

export const cloudKeys: readonly Rule[] = [
  token('aws access key', ['AKIA', 'ASIA', 'ABIA', 'ACCA'], 'A(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}'),
  {
    // nothing in the key tells what it is, only its name beside it
    what: 'aws secret key',
    near: ['ecret', 'ECRET'],
    pattern:
      /(?<keep>(?:aws_?)?secret_?(?:access_?)?key["']?\s{0,4}[:=]>?\s{0,4}["']?)[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=_-])/gi,
    isReal: isMixedCase,
  },
  token('google api key', 'AIza', 'AIza[A-Za-z0-9_-]{35}'),
  token('google client secret', 'GOCSPX-', 'GOCSPX-[A-Za-z0-9_-]{20,}'),
  token('google access token', 'ya29.', 'ya29\\.[A-Za-z0-9_-]{20,}'),
  token('google refresh token', '1//0', '1//0[A-Za-z0-9_-]{40,}'),
  {
    what: 'azure key',
    near: ['Key='],
    pattern: /(?<keep>(?:Account|SharedAccess)Key=)[A-Za-z0-9+/]{40,}={0,2}/g,
  },
  token('azure client secret', 'Q~', '[A-Za-z0-9]{1,3}[78]Q~[A-Za-z0-9._~-]{31,}'),
  token('digitalocean token', ['dop_v1_', 'doo_v1_', 'dor_v1_'], 'do[por]_v1_[a-f0-9]{64}'),
  token('alibaba key', 'LTAI', 'LTAI[A-Za-z0-9]{16,}'),
  token('databricks token', 'dapi', 'dapi[a-f0-9]{32}'),
  token('vault token', ['hvs.', 'hvb.', 'hvr.'], 'hv[sbr]\\.[A-Za-z0-9_-]{24,}'),
  token('terraform token', '.atlasv1.', '[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,}'),
  token('supabase key', ['sbp_', 'sb_secret_'], '(?:sbp|sb_secret)_[A-Za-z0-9_-]{20,}'),
  token('heroku key', 'HRKU-', 'HRKU-[A-Za-z0-9_-]{30,}'),
  token('fly token', 'FlyV1', 'FlyV1 fm[12][a-z]?_[A-Za-z0-9+/=_,-]{40,}'),
];
