import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Toast, UiState, WindowName } from './UiState.ts';

export const LIST_WIDTH = { least: 220, usual: 256, most: 400 } as const;
const KEY = 'headwater.list';
const WINDOW_KEY = 'headwater.window';

export interface Ui {
  readonly store: StoreApi<UiState>;
  set(state: Partial<UiState>): void;
  /** Shows another window; the next start begins there. */
  show(window: WindowName): void;
  setListWidth(width: number): void;
  /** Shows or hides the list: as a column in a wide window, as a drawer in a narrow one. */
  toggleList(narrow: boolean): void;
  toast(text: string, action?: Toast['action'], seconds?: number): void;
  dismissToast(id: number): void;
  focusComposer(): void;
  readonly setMain: (main: HTMLElement | null) => void;
}

export function createUi(): Ui {
  const store = createStore<UiState>(() => ({
    window: localStorage.getItem(WINDOW_KEY) === 'captions' ? 'captions' : 'chat',
    dialog: null,
    link: null,
    ...readList(),
    drawerOpen: false,
    renaming: null,
    toasts: [],
    listProblem: null,
    settingsProblem: null,
    focusRequests: 0,
    main: null,
  }));
  let lastToast = 0;
  const keepList = (): void => {
    const { listWidth, listHidden } = store.getState();
    localStorage.setItem(KEY, JSON.stringify({ listWidth, listHidden }));
  };
  const dismissToast = (id: number): void =>
    store.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));

  return {
    store,
    set: (state) => store.setState(state),
    show(window) {
      store.setState({ window, drawerOpen: false, dialog: null });
      localStorage.setItem(WINDOW_KEY, window);
    },
    setListWidth(width) {
      store.setState({ listWidth: clampWidth(width) });
      keepList();
    },
    toggleList(narrow) {
      store.setState((state) => (narrow ? { drawerOpen: !state.drawerOpen } : { listHidden: !state.listHidden }));
      keepList();
    },
    toast(text, action = null, seconds = 4) {
      const id = ++lastToast;
      store.setState(({ toasts }) => ({ toasts: [...toasts, { id, text, action, seconds }] }));
      setTimeout(() => dismissToast(id), seconds * 1_000);
    },
    dismissToast,
    setMain: (main) => store.setState({ main }),
    focusComposer: () => store.setState(({ focusRequests }) => ({ focusRequests: focusRequests + 1 })),
  };
}

function clampWidth(width: number): number {
  return Math.round(Math.min(LIST_WIDTH.most, Math.max(LIST_WIDTH.least, width)));
}

function readList(): Pick<UiState, 'listWidth' | 'listHidden'> {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
    return {
      listWidth: typeof kept['listWidth'] === 'number' ? clampWidth(kept['listWidth']) : LIST_WIDTH.usual,
      listHidden: kept['listHidden'] === true,
    };
  } catch {
    return { listWidth: LIST_WIDTH.usual, listHidden: false };
  }
}
