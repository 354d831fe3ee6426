/** How something that is not plain text is spoken. */
export interface SpokenRule {
  /** sticky, with flag `u`; bounded, so that no text makes it slow */
  readonly pattern: RegExp;
  /** only at the beginning of a line */
  readonly atLineStart?: boolean;
  /** what is said for it; a group of the match, which is then spoken by the same rules; or words of ours */
  readonly spoken: { readonly group: number } | ((match: RegExpExecArray) => string);
}

const silent = (): string => '';
const words = (text: string) => (): string => text;

const ENTITIES: Readonly<Record<string, string>> = { amp: 'and', lt: 'less than', gt: 'greater than', nbsp: ' ', quot: '"' };

/** What an answer in Markdown has beside its words; the first rule that matches is used. A line end ends a sentence. */
export const spokenRules: readonly SpokenRule[] = [
  // Blocks.
  { pattern: /[ \t]{0,3}(`{3,}|~{3,})[^\n]*(?:\n[\s\S]*?(?:\n[ \t]{0,3}\1[`~]*[ \t]*(?=\n|$)|$)|$)/uy, atLineStart: true, spoken: words('A piece of code.') },
  { pattern: /(?:\$\$[\s\S]{1,2000}?\$\$|\\\[[\s\S]{1,2000}?\\\])/uy, spoken: words('a formula') },
  { pattern: /[ \t]{0,3}(?:[-*_][ \t]*){3,}(?=\n|$)/uy, atLineStart: true, spoken: silent },
  { pattern: /[ \t]*\|?[ \t:]*-{2,}[-:| \t]*(?=\n|$)/uy, atLineStart: true, spoken: silent },
  { pattern: /[ \t]{0,3}#{1,6}[ \t]+/uy, atLineStart: true, spoken: silent },
  { pattern: /[ \t]{0,3}(?:>[ \t]?)+/uy, atLineStart: true, spoken: silent },
  { pattern: /[ \t]*[-*+•][ \t]+(?:\[[ xX]\][ \t]+)?/uy, atLineStart: true, spoken: silent },
  { pattern: /[ \t]*(\d{1,9})[.)][ \t]+/uy, atLineStart: true, spoken: (match) => `${match[1]}: ` },
  { pattern: /[ \t]*\|[ \t]*/uy, atLineStart: true, spoken: silent },
  { pattern: /[ \t]*\|[ \t]*(?=\n|$)/uy, spoken: silent },
  { pattern: /[ \t]*\|[ \t]*/uy, spoken: words(', ') },
  // In a line.
  { pattern: /`{2}([^\n]{1,1000}?)`{2}|`([^`\n]{1,1000})`/uy, spoken: (match) => match[1] ?? match[2] ?? '' },
  { pattern: /\\\(.{1,500}?\\\)/uy, spoken: words('a formula') },
  { pattern: /\$(?![\s\d])[^$\n]{1,300}(?<!\s)\$(?!\d)|\$(?=\d)[^$\n]{0,300}[=^\\{}][^$\n]{0,300}(?<!\s)\$(?!\d)/uy, spoken: words('a formula') },
  { pattern: /!\[([^\]\n]{0,300})\]\([^()\s]{0,2000}(?:\s+"[^"\n]{0,300}")?\)/uy, spoken: (match) => match[1] ?? '' },
  { pattern: /\[\^?\d{1,3}\](?!\()/uy, spoken: silent },
  { pattern: /\[([^\]\n]{1,300})\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s+"[^"\n]{0,300}")?\)/uy, spoken: { group: 1 } },
  { pattern: /<?(?:https?:\/\/|(?<![\w.])www\.)(?:www\.)?([^\s/<>"'()[\]?#:@]{1,253})(?::\d{1,5})?(?:[/?#][^\s<>"[\]]{0,2000}(?<![.,;:!?)*_'])|\/)?>?/uy, spoken: (match) => `a link to ${match[1]}` },
  { pattern: /<!--[\s\S]{0,2000}?-->|<\/?[A-Za-z][^<>\n]{0,300}>/uy, spoken: silent },
  { pattern: /\\([!-/:-@[-`{-~])/uy, spoken: (match) => match[1] ?? '' },
  { pattern: /&(amp|lt|gt|nbsp|quot);/uy, spoken: (match) => ENTITIES[match[1] ?? ''] ?? '' },
  // Emphasis; an asterisk between numbers is a product.
  { pattern: /(?<=\d ?)[*×](?= ?\d)/uy, spoken: words(' times ') },
  { pattern: /\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}|~~/uy, spoken: silent },
  { pattern: /(?<!\w)_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?!\w)/uy, spoken: silent },
  { pattern: /(?<=\w)_(?=\w)/uy, spoken: words(' ') },
  // Pictures, with what joins and colours them, and the signs that make one of a digit.
  { pattern: /(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u{200D}|\u{FE0F}|\u{20E3}|[\u{E0020}-\u{E007F}])+/uy, spoken: silent },
];
