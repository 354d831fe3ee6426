/** A short notice that goes by itself. Never an error that needs an action: those stand where they belong. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly seconds: number;
  readonly action: { readonly label: string; run(): void } | null;
}

/** The windows of the rail. */
export type WindowName = 'chat' | 'captions';

/** What is open, shown and pending in this window only. */
export interface UiState {
  /** which of Headwater's windows is shown */
  readonly window: WindowName;
  readonly dialog: 'settings' | 'shortcuts' | 'search' | 'model-file' | 'overlay' | null;
  /** a link that the person is asked about */
  readonly link: string | null;
  /** width of the list in pixels */
  readonly listWidth: number;
  readonly listHidden: boolean;
  /** the list over the page, in a narrow window */
  readonly drawerOpen: boolean;
  /** the title that is being changed, and where: in the list or in the header */
  readonly renaming: { readonly id: string; readonly where: 'list' | 'header' } | null;
  readonly toasts: readonly Toast[];
  /** what went wrong with the list (import, export, rename), until dismissed */
  readonly listProblem: string | null;
  /** why a setting was refused, while the settings are open */
  readonly settingsProblem: string | null;
  /** each change asks the composer to take the focus */
  readonly focusRequests: number;
  /** the main landmark of the page: menus stand in it, for nothing may stand outside of every landmark */
  readonly main: HTMLElement | null;
}
