import { expect, test } from 'vitest';
import { ensureBuilt } from './ensure-built.ts';
import { budgets, widgetBytes } from './widget-bytes.ts';

test('[DSK-2] loader and frame keep to their weight before the first message, gzipped', async () => {
  const { loader, frame } = widgetBytes(await ensureBuilt());
  expect(loader).toBeGreaterThan(1_000);
  expect(loader).toBeLessThanOrEqual(budgets.loader);
  expect(frame).toBeGreaterThan(10_000);
  expect(frame).toBeLessThanOrEqual(budgets.frame);
});
