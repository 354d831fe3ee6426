/**
 * Words that were shown and taken back, over a log of what was shown (Arivazhagan et al. 2020, arXiv:1912.03393): each
 * time what stands behind the longest common beginning of one state and the next. Over the words of the last state it
 * is the normalised erasure.
 */
export function erasedWords(states: readonly (readonly string[])[]): number {
  let erased = 0;
  for (let at = 1; at < states.length; at++) {
    const [before, now] = [states[at - 1]!, states[at]!];
    let same = 0;
    while (same < before.length && before[same] === now[same]) same++;
    erased += before.length - same;
  }
  return erased;
}
