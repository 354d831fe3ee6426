const KEY = 'headwater.token';

/**
 * The key with which this window speaks to the web host. It comes in the fragment of the printed address (which never
 * leaves the browser), is kept for later visits, and is taken out of the address bar.
 */
export function takeToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token) {
    localStorage.setItem(KEY, token);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return token ?? localStorage.getItem(KEY);
}
