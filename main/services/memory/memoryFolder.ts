/** Below the home folder: what the engine keeps of conversations, so that opening one again is quick. */
export const MEMORY_FOLDER = 'memory';
