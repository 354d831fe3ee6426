import { shareWithInterval } from '../shareWithInterval.ts';
import type { Marks } from './countMarks.ts';
import type { Seen } from './measureRecall.ts';
import { saysValue } from './saysValue.ts';

export type FactsFigures = ReturnType<typeof factsFigures>;

/** Shares of questions, each with its interval; null where there was none of the kind. */
export function factsFigures(seen: readonly Seen[]) {
  const times = seen.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  const changed = seen.filter(({ fact }) => fact.change !== 'none');
  const asked = seen.filter(({ answer }) => answer !== null);
  const sum = (part: keyof Marks): number => seen.reduce((all, { marks }) => all + (marks?.[part] ?? 0), 0);
  return {
    questions: seen.length,
    latest: share(seen, ({ latest }) => latest),
    recalled: share(seen, ({ recalled }) => recalled),
    outdatedToo: share(seen, ({ latest, outdated }) => latest && outdated),
    outdatedOnly: share(seen, ({ latest, outdated }) => !latest && outdated),
    latestByChange: Object.fromEntries(
      (['none', 'updated', 'corrected'] as const).map((change) => [change, share(seen.filter(({ fact }) => fact.change === change), ({ latest }) => latest)]),
    ),
    outdatedOfChanged: share(changed, ({ outdated }) => outdated),
    /** of marked quotations those that do not hold; of quotations that do not hold those that are marked */
    marks: { right: shareOf(sum('right'), sum('given')), found: shareOf(sum('right'), sum('outdated')) },
    answered: {
      asked: asked.length,
      right: share(asked, isRight),
      /** a value that held before was given, alone or too */
      outdated: share(asked, saysOutdated),
      rightWhereSeen: share(asked.filter(({ latest }) => latest), isRight),
      /** of four values that were weighed, the one that holds was the likeliest; by chance a quarter */
      likeliest: share(asked, isLikeliest),
      likeliestWhereSeen: share(asked.filter(({ latest }) => latest), isLikeliest),
      meanMargin: asked.length === 0 ? null : asked.reduce((sum, { margin }) => sum + margin!, 0) / asked.length,
      rightWhereSeenUnchanged: share(asked.filter(({ latest, fact }) => latest && fact.change === 'none'), isRight),
    },
    meanTokens: seen.reduce((sum, { tokens }) => sum + tokens, 0) / seen.length,
    milliseconds: { median: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)] },
  };
}

/** An answer counts when it says the value that holds, and none that held before. */
function isRight(seen: Seen): boolean {
  return saysValue(seen.answer ?? '', seen.fact.values.at(-1)!) && !saysOutdated(seen);
}

function isLikeliest({ margin }: Seen): boolean {
  return margin !== null && margin > 0;
}

function saysOutdated({ answer, fact }: Seen): boolean {
  return fact.values.slice(0, -1).some((value) => saysValue(answer ?? '', value));
}

function share(of: readonly Seen[], is: (each: Seen) => boolean) {
  return shareOf(of.filter(is).length, of.length);
}

function shareOf(count: number, of: number) {
  return of === 0 ? null : shareWithInterval(count, of);
}
