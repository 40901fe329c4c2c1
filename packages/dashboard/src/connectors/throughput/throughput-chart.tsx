import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import { type ChartData, stacked } from './chart-data.ts';
import { seriesLook } from './series-look.ts';
import { axisWords } from './step-words.ts';
import { useTheme } from './use-theme.ts';

const height = 220;
/** What is drawn first is covered by what lies below it in the stack. */
const topFirst = stacked.toReversed();

/**
 * The stacked bars. `onHover` gets the index of the step below the pointer, null when it leaves.
 * New data is set into the chart that is there: nothing flickers, the pointer keeps its place.
 */
export function ThroughputChart({
  data,
  onHover,
}: {
  data: ChartData;
  onHover(index: number | null): void;
}) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<UPlot | null>(null);
  const hover = useRef(onHover);
  hover.current = onHover;
  const first = useRef(data);
  first.current = data;
  const theme = useTheme();

  // biome-ignore lint/correctness/useExhaustiveDependencies: colours of a canvas are read when it is made, so another theme makes another chart
  useEffect(() => {
    const parent = holder.current;
    if (!parent) return;
    const made = new UPlot(
      options(parent, (index) => hover.current(index)),
      drawn(first.current),
      parent,
    );
    chart.current = made;
    const resized = new ResizeObserver(() => made.setSize({ width: parent.clientWidth, height }));
    resized.observe(parent);
    return () => {
      resized.disconnect();
      made.destroy();
      chart.current = null;
    };
  }, [theme]);

  useEffect(() => chart.current?.setData(drawn(data)), [data]);

  return <div ref={holder} aria-hidden className="min-w-0" style={{ height }} />;
}

function drawn(data: ChartData): UPlot.AlignedData {
  return [data.at, ...topFirst.map((name) => data.sums[name])];
}

function options(parent: HTMLElement, hover: (index: number | null) => void): UPlot.Options {
  const colour = colourReader(parent);
  const grid = { stroke: colour('var(--color-line)'), width: 1 };
  const axis = {
    stroke: colour('var(--color-soft)'),
    font: `12px ${getComputedStyle(parent).fontFamily}`,
    ticks: { show: false },
  };
  const bars = UPlot.paths.bars?.({ size: [0.82, 28], align: 1 });
  return {
    width: parent.clientWidth,
    height,
    padding: [12, 8, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { setScale: false } },
    scales: { y: { range: (_, __, most) => [0, Math.max(4, most * 1.08)] } },
    axes: [
      { ...axis, grid: { show: false }, space: 56, values: (_, splits) => axisWords(splits) },
      {
        ...axis,
        grid,
        size: 44,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6],
      },
    ],
    series: [
      {},
      ...topFirst.map((name) => ({
        label: seriesLook[name].name,
        fill: colour(seriesLook[name].colour),
        width: 0,
        points: { show: false },
        ...(bars ? { paths: bars } : {}),
      })),
    ],
    hooks: { setCursor: [(made) => hover(made.cursor.idx ?? null)] },
  };
}

/** A canvas knows no variables and no `light-dark()`: the browser resolves them on an element. */
function colourReader(parent: HTMLElement): (css: string) => string {
  return (css) => {
    const probe = document.createElement('span');
    probe.style.color = css;
    parent.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
}
