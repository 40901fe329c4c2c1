/** Settings for an audit row: thousands of channels are a number. */
export function auditable({
  channels,
  ...rest
}: {
  channels?: 'all_public' | string[] | undefined;
}): Record<string, unknown> {
  if (channels === undefined) return rest;
  return { ...rest, channels: Array.isArray(channels) ? channels.length : channels };
}
