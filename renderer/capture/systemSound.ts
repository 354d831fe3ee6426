/** Whether this system hands out its own sound. `words` says what to expect, or what else can be done. */
export interface SystemSound {
  readonly offered: boolean;
  readonly words: string;
}

/**
 * @param platform as Node names it
 * @param kind of the window's host
 * @param canShare whether the window can ask for what is on the screen at all
 */
export function systemSound(platform: string, kind: 'web' | 'desktop', canShare: boolean): SystemSound {
  if (!canShare) return { offered: false, words: 'This browser cannot share sound. Use Chrome, Edge or the desktop program.' };
  if (platform === 'linux') {
    return kind === 'desktop'
      ? { offered: false, words: `Linux hands out no sound of its own to programs like this. ${MONITOR}` }
      : { offered: true, words: `On Linux a browser shares the sound of one of its tabs, not of the whole computer. ${MONITOR}` };
  }
  return kind === 'desktop'
    ? { offered: true, words: 'All that this computer plays. The system may ask for permission first.' }
    : { offered: true, words: 'The browser asks what to share: choose a screen or a tab, and switch on “share audio”.' };
}

const MONITOR =
  'For everything that plays, run “pactl load-module module-remap-source master=@DEFAULT_MONITOR@ source_name=computer” once and choose “computer” as the microphone.';
