import { type Rule, token } from './rule.ts';

export const gitTokens: readonly Rule[] = [
  token('github token', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], 'gh[pousr]_[A-Za-z0-9]{36,}'),
  token('github token', 'github_pat_', 'github_pat_[A-Za-z0-9_]{40,}'),
  token(
    'gitlab token',
    'gl',
    'gl(?:pat|oas|dt|rt|rtr|cbt|ptt|ft|imt|agent|soat|ffct)-[A-Za-z0-9_-]{20,}(?:\\.[\\w-]{2,}){0,3}',
  ),
  token('gitlab token', 'GR1348941', 'GR1348941[A-Za-z0-9_-]{20,}'),
  token('bitbucket token', 'ATBB', 'ATBB[A-Za-z0-9]{24,}'),
  // Atlassian's own, for Jira, Confluence and Bitbucket
  token('atlassian token', ['ATATT3', 'ATCTT3'], 'AT[AC]TT3[A-Za-z0-9_=-]{40,}'),
];
