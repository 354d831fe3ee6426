/** Whether a word ends a sentence: a full stop, a question or exclamation mark, maybe quotation marks behind it. */
export function endsSentence(word: string): boolean {
  return /[.!?。！？…]["'”’»)\]]*$/.test(word) && !/^\s*(?:mr|mrs|ms|dr|st|prof|vs|etc|[a-z])\.$/i.test(word);
}
