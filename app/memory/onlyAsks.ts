const QUESTION = /[?？؟]["'”’」』）)\s]*$/u;
const SAYS_BEFORE = /[.!…:;。！：；\n]\s*\S/u;
/** "List price is 300 euros" and "Tell Anna that …" say something. */
const REQUEST =
  /^(?:please\s+)?(?:(?:explain|describe|summari[sz]e|translate)\b|(?:tell|show|give|write|list)\s+(?:me|us|an?|the|some|all|every|more|\d+|two|three|four|five|ten)\b)/iu;

/** True for a text that is one question, or asks for something, and says nothing of how things are. */
export function onlyAsks(text: string): boolean {
  if (SAYS_BEFORE.test(text.trim())) return false;
  return QUESTION.test(text) || REQUEST.test(text.trim());
}
