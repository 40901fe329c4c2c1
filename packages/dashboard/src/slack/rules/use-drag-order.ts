import { type DragEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';

/**
 * Order by hand: a row is dragged by its grip, or moved with the arrow keys on it. `onMove` gets the
 * place it leaves and the place it takes.
 */
export function useDragOrder(onMove: (from: number, to: number) => void) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const held = useRef<{ grip: Element; top: number } | null>(null);
  const isUnderWay = dragged !== null && over !== null;
  useLayoutEffect(() => {
    // what folds above would take the row away from below the pointer
    if (isUnderWay && held.current) scrollBy(0, topOf(held.current.grip) - held.current.top);
  }, [isUnderWay]);
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  return {
    dragged,
    over: dragged === over ? null : over,
    /** from the first move on: a page that changes its shape before that loses what is dragged */
    isUnderWay,
    grip: (index: number) => ({
      draggable: true,
      onDragStart(event: DragEvent) {
        event.dataTransfer.effectAllowed = 'move';
        // Firefox drags nothing that carries nothing; as text a field would take it
        event.dataTransfer.setData('application/x-belay-row', String(index));
        held.current = { grip: event.currentTarget, top: topOf(event.currentTarget) };
        setDragged(index);
      },
      onDragEnd: end,
      onKeyDown(event: KeyboardEvent) {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        onMove(index, index + step);
      },
    }),
    row: (index: number) => ({
      onDragOver(event: DragEvent) {
        if (dragged === null) return;
        event.preventDefault();
        setOver(index);
      },
      onDrop(event: DragEvent) {
        // no row: words that somebody drags from one field to another
        if (dragged === null) return;
        event.preventDefault();
        if (dragged !== index) onMove(dragged, index);
        end();
      },
    }),
  };
}

const topOf = (element: Element) => element.getBoundingClientRect().top;
