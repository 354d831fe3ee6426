/** Languages of one model; the largest in use know 40. */
const MAX_LANGUAGES = 200;

/**
 * The languages that a multilingual NeMo encoder can be told, from its `prompt_dictionary` (`{"en-US": 0, …}`, or the
 * same without marks). `auto` is none of them: it is what happens when none is told.
 */
export function promptLanguages(dictionary: string): string[] {
  const found = [...dictionary.matchAll(/([a-z]{2,3}(?:-[A-Za-z]{2,4})?)["']?\s*[:=]\s*\d+/g)].map(([, code]) => code!);
  return [...new Set(found)].slice(0, MAX_LANGUAGES);
}
