import { isMixedCase, type Rule, token } from './rule.ts';

export const aiKeys: readonly Rule[] = [
  token('anthropic key', 'sk-ant-', 'sk-ant-[A-Za-z0-9_-]{20,}'),
  // one word for the many that took over this shape
  token(
    'api key',
    'sk-',
    'sk-(?:(?:proj|svcacct|admin|None|or-v1|lf)-[A-Za-z0-9_-]{20,}|[A-Za-z0-9]{32,})',
  ),
  token('hugging face token', 'hf_', 'hf_[A-Za-z0-9]{30,}', isMixedCase),
  token('groq key', 'gsk_', 'gsk_[A-Za-z0-9]{40,}'),
  token('xai key', 'xai-', 'xai-[A-Za-z0-9]{60,}'),
  token('perplexity key', 'pplx-', 'pplx-[A-Za-z0-9]{40,}'),
  token('replicate token', 'r8_', 'r8_[A-Za-z0-9]{32,}'),
  token('langsmith key', 'lsv2_', 'lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}'),
];
