/** Longest file of subtitles that is read, in UTF-16 units, and most cues in it: weeks of speech. */
export const MAX_SUBTITLE_TEXT = 64 * 1024 * 1024;
export const MAX_CUES = 500_000;
