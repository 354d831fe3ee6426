const QUESTION = /[?？؟]["'”’」』）)\s]*$/u;
const SAYS_BEFORE = /[.!…:;。！：；\n]\s*\S/u;
const REQUEST = /^(?:please\s+)?(?:tell|explain|describe|show|give|write|list|summari[sz]e|translate)\b/iu;

/** True for a text that is one question, or asks for something, and says nothing of how things are. */
export function onlyAsks(text: string): boolean {
  if (SAYS_BEFORE.test(text.trim())) return false;
  return QUESTION.test(text) || REQUEST.test(text.trim());
}
