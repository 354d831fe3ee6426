/** The subprotocol that carries the contract. */
export const SUBPROTOCOL = 'headwater';
const TOKEN_PREFIX = 'token.';

/**
 * The token in a `Sec-WebSocket-Protocol` header (`headwater, token.<token>`), or null. It travels there because a
 * page cannot set other headers on a WebSocket, and a cookie would be sent to every port of this machine.
 */
export function presentedToken(header: string | undefined): string | null {
  const protocols = (header ?? '').split(',').map((protocol) => protocol.trim());
  const [first, second] = protocols;
  if (protocols.length !== 2 || first !== SUBPROTOCOL || !second?.startsWith(TOKEN_PREFIX)) return null;
  return second.slice(TOKEN_PREFIX.length);
}
