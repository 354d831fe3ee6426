/** Below the home folder: the sound of recordings that the person keeps. */
export const RECORDINGS_FOLDER = 'recordings';
