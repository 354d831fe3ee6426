/** What a stretch of text was to a model. */
export interface Perplexity {
  /** exp of the mean negative log-likelihood */
  readonly perplexity: number;
  /** tokens counted */
  readonly tokens: number;
  /** past tokens that a counted token's prediction could attend to, itself included, on average */
  readonly meanContext: number;
}
