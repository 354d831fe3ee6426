import { foldText } from '../../../app/conversation/foldText.ts';
import type { Fact } from '../../../app/memory/Fact.ts';

/** The facts in which every word of the query stands, in subject or value, whatever its case and accents; pinned ones first. */
export function filterFacts(facts: readonly Fact[], query: string): Fact[] {
  const words = foldText(query).text.split(/\s+/).filter(Boolean);
  return facts
    .filter(({ subject, value }) => {
      const text = foldText(`${subject} ${value}`).text;
      return words.every((word) => text.includes(word));
    })
    .toSorted((a, b) => Number(b.pinned) - Number(a.pinned));
}
