/** A chat template went beyond a limit: it is hostile or broken. */
export class TemplateLimitError extends Error {}
