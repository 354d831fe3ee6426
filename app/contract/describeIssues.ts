import type { z } from './zod.ts';

/** Most issues that are worth naming in one message. */
const MAX_ISSUES = 5;

/** What is wrong with a value, in one line that fits an error message: `title: too long; limit: expected number`. */
export function describeIssues(error: z.ZodError): string {
  const issues = error.issues.slice(0, MAX_ISSUES).map((issue) => {
    const path = issue.path.map(String).join('.');
    return path === '' ? issue.message : `${path}: ${issue.message}`;
  });
  return issues.join('; ').slice(0, 1_000);
}
