/** What the vector of an entry of the ledger goes by where passages go by row and place. */
export const factVectorId = (factId: string): string => `${factId}.fact`;
