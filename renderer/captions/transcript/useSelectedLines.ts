import { useEffect, useState, type RefObject } from 'react';

/** What is selected with the pointer: the first and last line, and the text when it lies within one. */
export interface SelectedLines {
  readonly from: string;
  readonly to: string;
  readonly part: string | undefined;
}

/** The selection within `box`, or null. */
export function useSelectedLines(box: RefObject<HTMLElement | null>): SelectedLines | null {
  const [selected, setSelected] = useState<SelectedLines | null>(null);
  useEffect(() => {
    const read = (): void => {
      const selection = document.getSelection();
      const text = selection?.toString().trim() ?? '';
      const from = text === '' ? null : lineOf(selection?.anchorNode, box.current);
      const to = text === '' ? null : lineOf(selection?.focusNode, box.current);
      setSelected(from !== null && to !== null ? { from, to, part: from === to ? text : undefined } : null);
    };
    document.addEventListener('selectionchange', read);
    return () => document.removeEventListener('selectionchange', read);
  }, [box]);
  return selected;
}

function lineOf(node: Node | null | undefined, box: HTMLElement | null): string | null {
  const element = node instanceof Element ? node : node?.parentElement;
  if (!element || !box?.contains(element)) return null;
  return element.closest('[data-line]')?.getAttribute('data-line') ?? null;
}
