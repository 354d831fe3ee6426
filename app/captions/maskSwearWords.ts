/** Beginnings of English swear words and slurs; what may be a name or an ordinary word is not among them. */
const STEMS = [
  'fuck', 'motherfuck', 'clusterfuck', 'shit', 'bullshit', 'horseshit', 'bitch', 'cunt', 'asshole', 'arsehole', 'dickhead', 'cocksuck', 'bastard', 'twat', 'wank',
  'slut', 'whore', 'nigger', 'nigga', 'faggot',
];
/** A whole word that begins so; one with an apostrophe (“shit’s”) ends before it. */
const SWORN = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${STEMS.join('|')})\p{L}*`, 'giu');

/**
 * The text with English swear words hidden: the first letter stays, and the length, so that places in it are those of the
 * text itself.
 */
export function maskSwearWords(text: string): string {
  return text.replaceAll(SWORN, (word) => `${word[0]}${'*'.repeat(word.length - 1)}`);
}
