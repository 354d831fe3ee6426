/** English words that say nothing about what a question is about, as the full-text index spells them. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about actually after again all also am an and any are aren as at be because been before being both but by can
  cannot could couldn d did didn do does doesn doing don done down during each else ever every few for from further
  get give given go had hadn has hasn have haven having he hello her here hers herself hey hi him himself his how i
  if in into is isn it its itself just know let like ll m made make many may maybe me might mine more most much must
  my myself need no nor not now of off oh ok okay on once one only or other our ours ourselves out over own please re
  really remember remind s said same say see shall she should shouldn so some such sure t tell than thank thanks that
  the their theirs them themselves then there these they thing things this those through to told too under until up
  us use ve very want was wasn we well were weren what whatever when where which while who whom whose why will with
  won would wouldn yes yet you your yours yourself yourselves`.split(/\s+/),
);
