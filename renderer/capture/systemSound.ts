/** Whether this system hands out its own sound. `words` says what to expect, or what else can be done. */
export interface SystemSound {
  readonly offered: boolean;
  readonly words: string;
  /** what a person can type in a terminal to have the sound after all */
  readonly command: string | null;
}

/**
 * @param platform as Node names it
 * @param kind of the window's host
 * @param canShare whether the window can ask for what is on the screen at all
 */
export function systemSound(platform: string, kind: 'web' | 'desktop', canShare: boolean): SystemSound {
  if (!canShare) return { offered: false, words: 'This browser cannot share sound. Use Chrome, Edge or the desktop program.', command: null };
  if (platform === 'linux') {
    return kind === 'desktop'
      ? { offered: false, words: `Linux hands out no sound of its own to programs like this. ${MONITOR}`, command: COMMAND }
      : { offered: true, words: `On Linux a browser shares the sound of one of its tabs, not of the whole computer. ${MONITOR}`, command: COMMAND };
  }
  return kind === 'desktop'
    ? { offered: true, words: 'All that this computer plays. The system may ask for permission first.', command: null }
    : { offered: true, words: 'The browser asks what to share: choose a screen or a tab, and switch on “share audio”.', command: null };
}

const MONITOR = 'For everything that plays, type this once in a terminal and choose “computer” as the microphone:';
const COMMAND = 'pactl load-module module-remap-source master=@DEFAULT_MONITOR@ source_name=computer';
