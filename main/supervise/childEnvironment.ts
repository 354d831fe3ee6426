/** What a child may know of the host's environment: where things lie and how to reach a display, never a secret. */
const KEPT = new Set([
  'PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'WINDIR', 'COMSPEC',
  'PATHEXT', 'APPDATA', 'LOCALAPPDATA', 'PROGRAMDATA', 'USERPROFILE', 'NUMBER_OF_PROCESSORS', 'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH', 'VK_ICD_FILENAMES', 'VK_DRIVER_FILES', 'DISPLAY', 'WAYLAND_DISPLAY', 'HEADWATER_HOME',
]);
const KEPT_PREFIXES = ['LC_', 'XDG_'];

/** The environment of a child process: a copy of `environment` with only the variables that a child needs. */
export function childEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => {
    const upper = name.toUpperCase();
    return KEPT.has(upper) || KEPT_PREFIXES.some((prefix) => upper.startsWith(prefix));
  });
  return Object.fromEntries(kept);
}
