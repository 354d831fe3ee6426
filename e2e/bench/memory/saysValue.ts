import { standsIn } from './standsIn.ts';

/** True when an answer says a value: word for word, without its article, or a date with the month first. */
export function saysValue(answer: string, value: string): boolean {
  const bare = value.replace(/^(an?|the) /i, '');
  const date = /^(\d{1,2}) ([A-Z][a-z]+)$/.exec(value);
  return [bare, ...(date ? [`${date[2]} ${date[1]}`, `${date[2]} ${date[1]}th`] : [])].some((spelling) => standsIn(answer, spelling));
}
